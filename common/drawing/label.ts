import type { Handedness, PackedPart } from '../landmarks'
import { sentence, type Sentence } from '../sentence'
import { labelBackground, labelColour } from './colours'
import type { SkeletonContext, SkeletonOptions } from './skeletonContext'
import type { PointInView } from './spaces'

const smallestFontPx = 9
const largestFontPx = 13
/** Parts of the picture's width that make a letter's height. */
const fontPerWidth = 1 / 34
const paddingPx = 4

/** `Left 97 %` for a hand, the subject's number where there are several, else nothing. */
export function labelOf(part: PackedPart, severalSubjects: boolean): Sentence | null {
  if (part.handedness) return handLabel(part.handedness, part.score)
  if (!severalSubjects) return null
  return sentence('sentences.label.person', { number: part.subject + 1 })
}

function handLabel(handedness: Handedness, score: number | null): Sentence {
  if (score === null || Number.isNaN(score)) return sentence(`sentences.label.${handedness}`)
  return sentence(`sentences.label.${handedness}Sure`, { percent: Math.round(score * 100) })
}

/** Writes the text above the topmost landmark, kept within the picture. */
export function drawLabel(
  context: SkeletonContext,
  text: string,
  points: readonly (PointInView | null)[],
  options: SkeletonOptions,
): void {
  const top = topmost(points)
  if (!top) return
  const { pixelRatio, picture } = options
  const fontPx = clamp((picture.widthPx / pixelRatio) * fontPerWidth)
  context.globalAlpha = 1
  context.font = `600 ${fontPx * pixelRatio}px system-ui, sans-serif`
  context.textBaseline = 'middle'
  const widthPx = context.measureText(text).width + 2 * paddingPx * pixelRatio
  const heightPx = (fontPx + paddingPx) * pixelRatio
  const corner = cornerOfLabel(top, { widthPx, heightPx }, options)
  context.fillStyle = labelBackground
  context.fillRect(corner.x, corner.y, widthPx, heightPx)
  context.fillStyle = labelColour
  context.fillText(text, corner.x + paddingPx * pixelRatio, corner.y + heightPx / 2)
}

function clamp(fontPx: number): number {
  return Math.max(smallestFontPx, Math.min(largestFontPx, fontPx))
}

function cornerOfLabel(
  top: PointInView,
  size: { widthPx: number; heightPx: number },
  { picture, pixelRatio }: SkeletonOptions,
): PointInView {
  const rightmost = picture.leftPx + picture.widthPx - size.widthPx
  const lowest = picture.topPx + picture.heightPx - size.heightPx
  const wanted = { x: top.x - size.widthPx / 2, y: top.y - size.heightPx - 8 * pixelRatio }
  return {
    x: Math.max(picture.leftPx, Math.min(rightmost, wanted.x)),
    y: Math.max(picture.topPx, Math.min(lowest, wanted.y)),
  }
}

function topmost(points: readonly (PointInView | null)[]): PointInView | null {
  let top: PointInView | null = null
  for (const point of points) {
    if (point && (!top || point.y < top.y)) top = point
  }
  return top
}
