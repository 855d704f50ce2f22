import { alphaFor, type Brush } from './brush'
import { outlineColour } from './colours'
import { groupBy } from '../groupBy'
import { landmarkColours } from './landmarkColours'

/** The first landmarks of a body are its face: they lie close together. */
export const landmarksOfBodyFace = 11

/** In a part smaller than this, in pixels of the screen, large joints would hide the lines. */
const smallPartPx = 60

/** Draws a dot at each known landmark, those of one colour in one path. */
export function drawJoints(brush: Brush): void {
  const { context, lineWidth, part, sidePx } = brush
  const colours = landmarkColours(part.topology)
  context.strokeStyle = outlineColour
  context.lineWidth = lineWidth * 0.7
  // All outlines come first, so that none darkens a colour beside it.
  if (sidePx >= smallPartPx) drawDots(brush, [...colours.keys()], () => context.stroke())
  for (const [colour, indices] of groupBy([...colours.keys()], (index) => colours[index] ?? '')) {
    context.fillStyle = colour
    drawDots(brush, indices, () => context.fill())
  }
}

function drawDots(brush: Brush, indices: readonly number[], paint: () => void): void {
  for (const ofGuesses of [false, true]) {
    brush.context.globalAlpha = alphaFor(ofGuesses)
    brush.context.beginPath()
    for (const index of indices) {
      if (brush.guesses[index] === ofGuesses) traceDot(brush, index)
    }
    paint()
  }
}

function traceDot(brush: Brush, index: number): void {
  const { context, points, lineWidth, part, sidePx } = brush
  const point = points[index]
  if (!point) return
  const isFaceOfBody = part.topology === 'pose' && index < landmarksOfBodyFace
  const radiusPx = lineWidth * (isFaceOfBody || sidePx < smallPartPx ? 0.8 : 1.35)
  context.moveTo(point.x + radiusPx, point.y)
  context.arc(point.x, point.y, radiusPx, 0, 2 * Math.PI)
}
