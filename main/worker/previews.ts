import type { Canvas } from '@napi-rs/canvas'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Preview } from '../../common/previewProtocol'
import type { Frame } from './frames'
import type { SendingPort } from './hostPort'
import { shrink } from './shrink'

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
    this.#send(jobId, shrink(frame, longSidePx), landmarks)
      .catch((error: unknown) => console.warn('No preview:', error))
      .finally(() => (this.#encoding = false))
  }

  async #send(jobId: number, picture: Canvas, landmarks: FrameLandmarks): Promise<void> {
    const jpeg = new Uint8Array(await picture.encode('jpeg', jpegQuality))
    const { width: widthPx, height: heightPx } = picture
    this.#port?.postMessage({ jobId, jpeg, widthPx, heightPx, landmarks } satisfies Preview)
  }
}
