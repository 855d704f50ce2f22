import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Preview } from '../../common/previewProtocol'
import { limitLongSide, type Frame } from './frames'
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
    void this.#send(jobId, shrink(frame), landmarks).finally(() => (this.#encoding = false))
  }

  async #send(jobId: number, picture: Canvas, landmarks: FrameLandmarks): Promise<void> {
    const jpeg = new Uint8Array(await picture.encode('jpeg', jpegQuality))
    const { width: widthPx, height: heightPx } = picture
    this.#port?.postMessage({ jobId, jpeg, widthPx, heightPx, landmarks } satisfies Preview)
  }
}

function shrink({ widthPx, heightPx, pixels }: Frame): Canvas {
  const size = limitLongSide(widthPx, heightPx, longSidePx)
  const whole = createCanvas(widthPx, heightPx)
  whole.getContext('2d').putImageData(new ImageData(pixels, widthPx, heightPx), 0, 0)
  const small = createCanvas(size.widthPx, size.heightPx)
  small.getContext('2d').drawImage(whole, 0, 0, size.widthPx, size.heightPx)
  return small
}
