import { outlineColour } from './colours'
import { groupBy } from '../groupBy'
import { landmarkColours } from './landmarkColours'
import type { SkeletonContext, SkeletonOptions } from './skeletonContext'
import { viewFromNormalized, type PictureInView, type PointInView } from './spaces'
import { trailUs, type Trail, type TrailPoint, type Trails } from './trails'

/** A piece of a trail, between two frames. */
interface Piece {
  readonly from: PointInView
  readonly to: PointInView
  readonly colour: string
  /** How faded it is: whole numbers from 0. Pieces of one step and colour share a path. */
  readonly step: number
}

const steps = 6
const thinnest = 1
const widest = 3.2

/** Draws the ways of landmarks behind them, thinner and fainter the longer ago. */
export function drawTrails(
  context: SkeletonContext,
  { trails, timestampUs }: Trails,
  { picture, pixelRatio }: SkeletonOptions,
): void {
  const pieces = trails.flatMap((trail) => piecesOf(trail, timestampUs, picture))
  // The oldest come first: what is new lies on top.
  const bySteps = [...groupBy(pieces, ({ step }) => step)].sort(([a], [b]) => b - a)
  context.save()
  context.lineJoin = 'round'
  // Round ends would overlap, and show as dots where lines are not opaque.
  context.lineCap = 'butt'
  for (const [step, ofStep] of bySteps) {
    const freshness = 1 - step / steps
    const widthPx = pixelRatio * (thinnest + (widest - thinnest) * freshness)
    context.globalAlpha = freshness
    strokePieces(context, ofStep, { colour: outlineColour, widthPx: widthPx + 1.4 * pixelRatio })
    for (const [colour, ofColour] of groupBy(ofStep, (piece) => piece.colour)) {
      strokePieces(context, ofColour, { colour, widthPx })
    }
  }
  context.restore()
}

function piecesOf(trail: Trail, nowUs: number, picture: PictureInView): readonly Piece[] {
  const colour = landmarkColours(trail.topology)[trail.landmark] ?? ''
  return trail.points.flatMap((to, index): readonly Piece[] => {
    const from = trail.points[index - 1]
    if (!from || !to) return []
    const step = Math.floor(((nowUs - to.timestampUs) / trailUs) * steps)
    return [{ from: inView(picture, from), to: inView(picture, to), colour, step }]
  })
}

function inView(picture: PictureInView, { x, y }: TrailPoint): PointInView {
  return viewFromNormalized(picture, x, y)
}

function strokePieces(
  context: SkeletonContext,
  pieces: readonly Piece[],
  { colour, widthPx }: { readonly colour: string; readonly widthPx: number },
): void {
  context.strokeStyle = colour
  context.lineWidth = widthPx
  context.beginPath()
  let pen: PointInView | null = null
  for (const { from, to } of pieces) {
    if (pen?.x !== from.x || pen.y !== from.y) context.moveTo(from.x, from.y)
    context.lineTo(to.x, to.y)
    pen = to
  }
  context.stroke()
}
