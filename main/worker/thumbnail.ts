import type { Canvas } from '@napi-rs/canvas'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Frame } from './frames'
import { shrink } from './shrink'

const longSidePx = 192
const jpegQuality = 75

/** The small picture by which people know a file again: its first frame that shows somebody. */
export class Thumbnail {
  #canvas: Canvas | undefined
  #showsSomebody = false

  offer(frame: Frame, { parts }: FrameLandmarks): void {
    const isBetter = this.#canvas === undefined || parts.length > 0
    if (this.#showsSomebody || !isBetter) return
    this.#canvas = shrink(frame, longSidePx)
    this.#showsSomebody = parts.length > 0
  }

  /** Null if no frame came. */
  async jpeg(): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.#canvas === undefined) return null
    return new Uint8Array(await this.#canvas.encode('jpeg', jpegQuality))
  }
}
