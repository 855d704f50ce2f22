import { basename } from 'node:path'
import { createCanvas, Image } from '@napi-rs/canvas'
import { sentence, SentenceError } from '../../common/sentence'
import { describeReadError, openFile } from './fileErrors'
import { limitLongSide, type FrameSource } from './frames'

/** Reads a photo's file. Rejects with a sentence that names it. */
export async function readPhoto(path: string): Promise<Buffer> {
  const handle = await openFile(path)
  try {
    return await handle.readFile()
  } catch (error) {
    throw describeReadError(path, error)
  } finally {
    await handle.close()
  }
}

/**
 * Decodes a photo (JPEG, PNG, WebP, AVIF, or the first frame of a GIF) and scales it to fit
 * `longSidePx`. EXIF orientation is applied. Reading and decoding run beside this thread. Rejects
 * with a sentence that names the file.
 *
 * @param reading what `readPhoto` began earlier.
 */
export async function openPhoto(
  path: string,
  longSidePx: number,
  reading = readPhoto(path),
): Promise<FrameSource> {
  const image = await decode(path, await reading)
  const { width: widthPx, height: heightPx } = image
  const picture = readPixels(image, longSidePx)
  // Frees the decoded picture now: the garbage collector does not see how large it is.
  image.src = Buffer.alloc(0)
  return {
    widthPx,
    heightPx,
    plan: () => Promise.resolve([]),
    frames: () => [{ ...picture, frame: 0, timestampUs: 0, isWarmUp: false, progress: 1 }],
    close: () => undefined,
  }
}

async function decode(path: string, bytes: Buffer): Promise<Image> {
  const image = new Image()
  try {
    image.src = bytes
    await image.decode()
    if (image.width < 1 || image.height < 1) throw new Error('no pixels')
  } catch (cause) {
    const said = sentence('sentences.file.noPhoto', { name: basename(path) })
    throw new SentenceError(said, { cause })
  }
  return image
}

function readPixels(image: Image, longSidePx: number) {
  const size = limitLongSide(image.width, image.height, longSidePx)
  const canvas = createCanvas(size.widthPx, size.heightPx)
  const context = canvas.getContext('2d')
  // Transparent pictures are mostly cut-outs, made to be seen on white paper.
  context.fillStyle = 'white'
  context.fillRect(0, 0, size.widthPx, size.heightPx)
  context.drawImage(image, 0, 0, size.widthPx, size.heightPx)
  // On an opaque ground the stored, premultiplied pixels are the straight ones: no getImageData.
  const { buffer, byteOffset, byteLength } = canvas.data()
  canvas.width = canvas.height = 1
  return { ...size, pixels: new Uint8ClampedArray(buffer, byteOffset, byteLength) }
}
