import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Preview } from '../../common/previewProtocol'
import type { Frame } from './frames'
import type { SendingPort } from './hostPort'

const intervalMs = 500
const longSidePx = 480
const jpegQuality = 75

/** Shows some of the tracked frames to whoever listens at the preview port. */
export class Previews {
  #port: SendingPort | undefined
  #lastMs = -Infinity
  #encoding = false

  sendTo(port: SendingPort | undefined): void {
    this.#port = port
  }

  /** Sends the frame if it is time for one. Encoding runs beside this thread. */
  offer(jobId: number, frame: Frame, landmarks: FrameLandmarks): void {
    const isDue = performance.now() - this.#lastMs >= intervalMs
    if (!this.#port || this.#encoding || !isDue) return
    this.#lastMs = performance.now()
    this.#encoding = true
    this.#send(jobId, shrink(frame), landmarks)
      .catch((error: unknown) => console.warn('No preview:', error))
      .finally(() => (this.#encoding = false))
  }

  async #send(jobId: number, picture: Canvas, landmarks: FrameLandmarks): Promise<void> {
    const jpeg = new Uint8Array(await picture.encode('jpeg', jpegQuality))
    const { width: widthPx, height: heightPx } = picture
    this.#port?.postMessage({ jobId, jpeg, widthPx, heightPx, landmarks } satisfies Preview)
  }
}

/**
 * The frame at a whole fraction of its size. A canvas would do it better, but takes 10 ms and more
 * of this thread, in which nothing is tracked; this takes about one.
 */
function shrink({ widthPx, heightPx, pixels }: Frame): Canvas {
  const step = Math.max(1, Math.round(Math.max(widthPx, heightPx) / longSidePx))
  const width = Math.max(1, Math.floor(widthPx / step))
  const height = Math.max(1, Math.floor(heightPx / step))
  const image = new ImageData(width, height)
  // One number is one RGBA pixel.
  const source = new Uint32Array(pixels.buffer, pixels.byteOffset, widthPx * heightPx)
  const target = new Uint32Array(image.data.buffer, image.data.byteOffset, width * height)
  const half = step >> 1
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0; x < width; x++, index++) {
      const corner = y * step * widthPx + x * step
      const diagonal = mean(source[corner]!, source[corner + half * widthPx + half]!)
      const opposite = mean(source[corner + half]!, source[corner + half * widthPx]!)
      target[index] = mean(diagonal, opposite)
    }
  }
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(image, 0, 0)
  return canvas
}

/** The mean of two RGBA pixels, all four channels at once. */
function mean(a: number, b: number): number {
  return ((a >>> 1) & 0x7f7f7f7f) + ((b >>> 1) & 0x7f7f7f7f)
}
