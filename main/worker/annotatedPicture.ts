import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas'
import { drawSkeletons } from '../../common/drawing/skeleton'
import type { PackedPart } from '../../common/landmarks'
import type { Picture } from '../../common/landmarker'

/** A picture of this long side gets lines as they look on the screen; a larger one thicker ones. */
const longSideOfPlainLinesPx = 1280

/** A canvas that pictures of one size are drawn into, one after the other, with their landmarks. */
export class AnnotatedPicture {
  readonly canvas: Canvas
  readonly #context: ReturnType<Canvas['getContext']>
  readonly #pixelRatio: number

  constructor(widthPx: number, heightPx: number) {
    this.canvas = createCanvas(widthPx, heightPx)
    this.#context = this.canvas.getContext('2d')
    this.#pixelRatio = Math.max(1, Math.max(widthPx, heightPx) / longSideOfPlainLinesPx)
  }

  /** The picture may be a little larger than the canvas: what goes beyond is cut off. */
  draw({ pixels, widthPx, heightPx }: Picture, parts: readonly PackedPart[]): void {
    this.#context.putImageData(new ImageData(pixels, widthPx, heightPx), 0, 0)
    drawSkeletons(this.#context, parts, {
      picture: { leftPx: 0, topPx: 0, widthPx, heightPx, isMirrored: false },
      pixelRatio: this.#pixelRatio,
    })
  }

  /** Frees it at once: the garbage collector does not see how large it is. */
  close(): void {
    this.canvas.width = this.canvas.height = 1
  }
}
