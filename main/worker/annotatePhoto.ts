import { open } from 'node:fs/promises'
import { createCanvas, ImageData } from '@napi-rs/canvas'
import type { AnnotationJob } from '../../common/annotationProtocol'
import { drawSkeletons } from '../../common/drawing/skeleton'
import type { FrameLandmarks } from '../../common/landmarks'
import { openPhoto } from './imageFrames'
import { pixelRatioFor } from './overlay'

const jpegQuality = 92

/**
 * Writes a photo with its landmarks as JPEG or PNG, in its own size and upright; what was transparent is
 * white. Answers how many frames that were: one. Rejects with a sentence that names the photo.
 */
export async function annotatePhoto(
  { path, targetPath }: AnnotationJob,
  landmarks: AsyncIterable<FrameLandmarks>,
): Promise<number> {
  const { widthPx, heightPx, ...source } = await openPhoto(path, Infinity)
  const canvas = createCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  const picture = { leftPx: 0, topPx: 0, widthPx, heightPx, isMirrored: false }
  try {
    for await (const { pixels } of source.frames()) {
      context.putImageData(new ImageData(pixels, widthPx, heightPx), 0, 0)
    }
    for await (const { parts } of landmarks) {
      drawSkeletons(context, parts, { picture, pixelRatio: pixelRatioFor(widthPx, heightPx) })
    }
    const isPng = targetPath.endsWith('.png')
    const bytes = isPng ? canvas.encode('png') : canvas.encode('jpeg', jpegQuality)
    await writeNew(targetPath, await bytes)
    return 1
  } finally {
    // Frees it at once: the garbage collector does not see how large it is.
    canvas.width = canvas.height = 1
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
