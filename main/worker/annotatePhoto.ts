import { open } from 'node:fs/promises'
import type { AnnotationJob } from '../../common/annotationProtocol'
import type { FrameLandmarks } from '../../common/landmarks'
import { AnnotatedPicture } from './annotatedPicture'
import { openPhoto } from './imageFrames'

const jpegQuality = 92

/**
 * Writes a photo with its landmarks as JPEG, in its own size and upright; what was transparent is
 * white. Answers how many frames that were: one. Rejects with a sentence that names the photo.
 */
export async function annotatePhoto(
  { path, targetPath }: AnnotationJob,
  landmarks: AsyncIterable<FrameLandmarks>,
): Promise<number> {
  const source = await openPhoto(path, Infinity)
  const picture = new AnnotatedPicture(source.widthPx, source.heightPx)
  try {
    for await (const { parts } of landmarks) {
      for await (const frame of source.frames()) picture.draw(frame, parts)
    }
    await writeNew(targetPath, await picture.canvas.encode('jpeg', jpegQuality))
    return 1
  } finally {
    picture.close()
    source.close()
  }
}

async function writeNew(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
