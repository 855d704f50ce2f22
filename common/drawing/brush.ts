import { landmarkFields, landmarkStride, type PackedPart } from '../landmarks'
import { topologies } from '../topologies'
import type { SkeletonContext, SkeletonOptions } from './skeletonContext'
import { viewFromNormalized, type PictureInView, type PointInView } from './spaces'

/** A part, ready to be drawn: its landmarks in the canvas, and how thick its lines are. */
export interface Brush {
  readonly context: SkeletonContext
  readonly part: PackedPart
  /** The part's landmarks in the canvas; null where the model gives no number. */
  readonly points: readonly (PointInView | null)[]
  /** Whether the model only guesses where a landmark is. */
  readonly guesses: readonly boolean[]
  readonly lineWidth: number
  /** The width of the dark line under a line. */
  readonly outlineWidth: number
  /** The larger side of the whole part, in pixels of the screen. */
  readonly sidePx: number
}

const visibilityOffset = landmarkFields.indexOf('visibility')
/** A body point less visible than this is a guess, and is drawn faintly. */
const guessBelowVisibility = 0.5
const guessAlpha = 0.35

/** How opaque a line or joint is. */
export function alphaFor(isGuess: boolean): number {
  return isGuess ? guessAlpha : 1
}

export function brushFor(
  context: SkeletonContext,
  part: PackedPart,
  { picture, pixelRatio }: SkeletonOptions,
): Brush {
  const points = pointsInView(part, picture)
  const thinnest = 1
  const widest = part.topology === 'face' ? 1.8 : 3.2
  // Small hands in a group photo would vanish under lines made for a portrait.
  const sidePx = largestSide(points) / pixelRatio
  const fitting = sidePx / 55
  const lineWidth = pixelRatio * Math.min(widest, Math.max(thinnest, fitting))
  return {
    context,
    part,
    points,
    guesses: points.map((_, index) => isGuess(part, index)),
    lineWidth,
    // Half a pixel of shade on either side keeps a thin line visible on light skin.
    outlineWidth: lineWidth + Math.max(pixelRatio, lineWidth * 0.8),
    sidePx,
  }
}

function pointsInView(part: PackedPart, picture: PictureInView): readonly (PointInView | null)[] {
  return topologies[part.topology].landmarks.map((_, index) => {
    const x = part.points[index * landmarkStride] ?? Number.NaN
    const y = part.points[index * landmarkStride + 1] ?? Number.NaN
    return isPlace(x) && isPlace(y) ? viewFromNormalized(picture, x, y) : null
  })
}

/** Unknown is NaN. A canvas without a page ends its process at lines that go on for ever. */
function isPlace(normalized: number): boolean {
  return Math.abs(normalized) < 100
}

function isGuess(part: PackedPart, index: number): boolean {
  const visibility = part.points[index * landmarkStride + visibilityOffset]
  return visibility !== undefined && visibility < guessBelowVisibility
}

function largestSide(points: readonly (PointInView | null)[]): number {
  const known = points.filter((point) => point !== null)
  const xs = known.map(({ x }) => x)
  const ys = known.map(({ y }) => y)
  return Math.max(0, Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
}
