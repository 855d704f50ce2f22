import { outlineColour, faceColour } from './colours'
import type { Brush } from './brush'
import type { PointInView } from './spaces'

/** The person's own left and right: a centre and four landmarks on the rim. */
export const irises = [
  { name: 'left_iris', centre: 473, rim: [474, 475, 476, 477] },
  { name: 'right_iris', centre: 468, rim: [469, 470, 471, 472] },
] as const

/** An iris is a circle: a line through its four rim landmarks would be a crooked square. */
export function drawIrises(brush: Brush): void {
  for (const { name, centre, rim } of irises) {
    const middle = brush.points[centre]
    const radiusPx = middle ? meanDistance(middle, brush.points, rim) : 0
    if (middle && radiusPx > 0) drawIris(brush, middle, radiusPx, faceColour(name))
  }
}

function drawIris(brush: Brush, centre: PointInView, radiusPx: number, colour: string): void {
  const { context, lineWidth, outlineWidth } = brush
  context.globalAlpha = 1
  circle(brush, centre, radiusPx)
  context.strokeStyle = outlineColour
  context.lineWidth = outlineWidth
  context.stroke()
  context.strokeStyle = colour
  context.lineWidth = lineWidth
  context.stroke()
  circle(brush, centre, Math.min(lineWidth, radiusPx / 4))
  context.fillStyle = colour
  context.fill()
}

function circle({ context }: Brush, { x, y }: PointInView, radiusPx: number): void {
  context.beginPath()
  context.arc(x, y, radiusPx, 0, 2 * Math.PI)
}

function meanDistance(from: PointInView, points: Brush['points'], indices: readonly number[]) {
  const known = indices.map((index) => points[index]).filter((point) => !!point)
  const sum = known.reduce((total, { x, y }) => total + Math.hypot(x - from.x, y - from.y), 0)
  return known.length === 0 ? 0 : sum / known.length
}
