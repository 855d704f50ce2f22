import { createCanvas } from '@napi-rs/canvas'
import { landmarkStride, type PackedPart } from '../../common/landmarks'
import { drawSkeletons } from '../../common/drawing/skeleton'
import { drawPatch, type YuvPicture } from './yuvPicture'

/** A picture of this long side gets lines as they look on the screen; a larger one thicker ones. */
const longSideOfPlainLinesPx = 1280

/** How many canvas pixels make one pixel of the screen, in a picture of this size. */
export function pixelRatioFor(widthPx: number, heightPx: number): number {
  return Math.max(1, Math.max(widthPx, heightPx) / longSideOfPlainLinesPx)
}

/** How far lines and labels reach beyond the landmarks that they belong to, in pixels of the screen. */
const reach = { asidePx: 90, abovePx: 48, belowPx: 12 }

/**
 * Draws landmarks on the pictures of a video, which are all of one size. Only the pieces of a picture
 * that are drawn on are touched: a whole one in RGBA and back takes several times as long.
 */
export class Overlay {
  readonly #context: ReturnType<ReturnType<typeof createCanvas>['getContext']>
  readonly #widthPx: number
  readonly #heightPx: number
  readonly #pixelRatio: number

  constructor(widthPx: number, heightPx: number) {
    this.#context = createCanvas(widthPx, heightPx).getContext('2d')
    this.#widthPx = widthPx
    this.#heightPx = heightPx
    this.#pixelRatio = pixelRatioFor(widthPx, heightPx)
  }

  draw(picture: YuvPicture, parts: readonly PackedPart[]): void {
    const [widthPx, heightPx] = [this.#widthPx, this.#heightPx]
    this.#context.clearRect(0, 0, widthPx, heightPx)
    drawSkeletons(this.#context, parts, {
      picture: { leftPx: 0, topPx: 0, widthPx, heightPx, isMirrored: false },
      pixelRatio: this.#pixelRatio,
    })
    for (const { left, top, right, bottom } of disjoint(
      parts.flatMap((part) => this.#boxOf(part)),
    )) {
      const size = [right - left, bottom - top] as const
      const { data: pixels } = this.#context.getImageData(left, top, ...size)
      drawPatch(picture, { left, top, widthPx: size[0], heightPx: size[1], pixels })
    }
  }

  /** What a part may be drawn in, of even numbers, within the picture; nothing if it is outside. */
  #boxOf({ points }: PackedPart): Box[] {
    const [widthPx, heightPx, ratio] = [this.#widthPx, this.#heightPx, this.#pixelRatio]
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
    for (let at = 0; at < points.length; at += landmarkStride) {
      const [x, y] = [points[at]! * widthPx, points[at + 1]! * heightPx]
      if (Number.isNaN(x) || Number.isNaN(y)) continue
      box.left = Math.min(box.left, x - reach.asidePx * ratio)
      box.right = Math.max(box.right, x + reach.asidePx * ratio)
      box.top = Math.min(box.top, y - reach.abovePx * ratio)
      box.bottom = Math.max(box.bottom, y + reach.belowPx * ratio)
    }
    // A label of what lies beyond an edge stands at the edge.
    const [left, right] = [within(box.left, widthPx), within(box.right, widthPx)]
    const [top, bottom] = [within(box.top, heightPx), within(box.bottom, heightPx)]
    return right > left && bottom > top ? [{ left, top, right, bottom }] : []
  }
}

interface Box {
  readonly left: number
  readonly top: number
  /** Not part of it, like `bottom`. */
  readonly right: number
  readonly bottom: number
}

/** The nearest even number from 0 to `most`, which is even. */
function within(value: number, most: number): number {
  return 2 * Math.round(Math.min(most, Math.max(0, value)) / 2)
}

/** Boxes that overlap become one: what lies in two would be drawn twice. */
function disjoint(boxes: readonly Box[]): readonly Box[] {
  const apart: Box[] = []
  for (const box of boxes) {
    const overlapping = apart.findIndex((other) => overlap(box, other))
    if (overlapping < 0) {
      apart.push(box)
      continue
    }
    const [other] = apart.splice(overlapping, 1)
    return disjoint([...apart, union(box, other!), ...boxes.slice(boxes.indexOf(box) + 1)])
  }
  return apart
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
}
