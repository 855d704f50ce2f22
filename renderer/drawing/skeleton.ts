import { landmarkFields, landmarkStride, type PackedPart } from '../../common/landmarks'
import { topologies, type Chain } from '../../common/topologies'
import { faceColour, handColour, outlineColour, poseColour } from './colours'
import { drawLabel, labelText } from './label'
import type { SkeletonContext, SkeletonOptions } from './skeletonContext'
import { viewFromNormalized, type PictureInView, type PointInView } from './spaces'

interface Brush {
  readonly context: SkeletonContext
  readonly part: PackedPart
  /** The part's landmarks in the canvas; null where the model gives no number. */
  readonly points: readonly (PointInView | null)[]
  readonly lineWidth: number
  /** The part fills little of the screen: its joints would hide its lines. */
  readonly isSmall: boolean
  readonly pixelRatio: number
}

interface Stroke {
  readonly colour: string
  readonly widthPx: number
}

/** The first landmarks of a body are its face: they lie close together. */
const landmarksOfBodyFace = 11
const endOfBodyFace = landmarksOfBodyFace * landmarkStride
const visibilityOffset = landmarkFields.indexOf('visibility')
/** A body point less visible than this is a guess, and is drawn faintly. */
const guessBelowVisibility = 0.5
const guessAlpha = 0.35

/** Draws hands as a rainbow, bodies by side, faces by their outlines, each hand with its label. */
export function drawSkeletons(
  context: SkeletonContext,
  parts: readonly PackedPart[],
  options: SkeletonOptions,
): void {
  context.save()
  context.lineCap = 'round'
  context.lineJoin = 'round'
  const brushes = parts.map((part) => brushFor(context, withoutSecondFace(part, parts), options))
  for (const brush of brushes) drawPart(brush)
  // Labels come last, so that no skeleton covers them.
  const severalSubjects = new Set(parts.map((part) => part.subject)).size > 1
  for (const { part, points } of brushes) {
    const text = labelText(part, severalSubjects)
    if (text) drawLabel(context, text, points, options)
  }
  context.restore()
}

/** A body whose face is drawn by a face of its own leaves that out. */
function withoutSecondFace(part: PackedPart, parts: readonly PackedPart[]): PackedPart {
  const hasFace = parts.some(
    ({ topology, subject }) => topology === 'face' && subject === part.subject,
  )
  if (part.topology !== 'pose' || !hasFace) return part
  return { ...part, points: part.points.slice().fill(Number.NaN, 0, endOfBodyFace) }
}

function brushFor(
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
  return {
    context,
    part,
    points,
    lineWidth: pixelRatio * Math.min(widest, Math.max(thinnest, fitting)),
    isSmall: sidePx < 60,
    pixelRatio,
  }
}

function pointsInView(part: PackedPart, picture: PictureInView): readonly (PointInView | null)[] {
  return topologies[part.topology].landmarks.map((_, index) => {
    const x = part.points[index * landmarkStride] ?? Number.NaN
    const y = part.points[index * landmarkStride + 1] ?? Number.NaN
    return Number.isFinite(x) && Number.isFinite(y) ? viewFromNormalized(picture, x, y) : null
  })
}

function largestSide(points: readonly (PointInView | null)[]): number {
  const known = points.filter((point) => point !== null)
  const xs = known.map(({ x }) => x)
  const ys = known.map(({ y }) => y)
  return Math.max(0, Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
}

function drawPart(brush: Brush): void {
  const { topology } = brush.part
  const chains = topologies[topology].chains
  // All outlines come first, so that none darkens a colour beside it.
  for (const chain of chains) drawChain(brush, chain, outlineStroke(brush))
  for (const chain of chains) drawChain(brush, chain, colourStroke(brush, chain.name))
  if (topology !== 'face') drawJoints(brush)
}

function outlineStroke({ lineWidth, pixelRatio }: Brush): Stroke {
  // Half a pixel of shade on either side keeps a thin line visible on light skin.
  return { colour: outlineColour, widthPx: lineWidth + Math.max(pixelRatio, lineWidth * 0.8) }
}

function colourStroke({ part, lineWidth }: Brush, chain: string): Stroke {
  return { colour: chainColour(part, chain), widthPx: lineWidth }
}

function drawChain(brush: Brush, chain: Chain, stroke: Stroke): void {
  brush.context.strokeStyle = stroke.colour
  brush.context.lineWidth = stroke.widthPx
  for (let index = 1; index < chain.landmarks.length; index += 1) {
    drawLine(brush, chain.landmarks[index - 1] ?? 0, chain.landmarks[index] ?? 0)
  }
}

function drawLine(brush: Brush, from: number, to: number): void {
  const { context, points } = brush
  const start = points[from]
  const end = points[to]
  if (!start || !end) return
  context.globalAlpha = Math.min(alphaOf(brush, from), alphaOf(brush, to))
  context.beginPath()
  context.moveTo(start.x, start.y)
  context.lineTo(end.x, end.y)
  context.stroke()
}

function drawJoints(brush: Brush): void {
  const colours = jointColours(brush.part)
  for (const [index, point] of brush.points.entries()) {
    if (point) drawJoint(brush, index, point, colours[index] ?? '#ffffff')
  }
}

function drawJoint(brush: Brush, index: number, point: PointInView, colour: string): void {
  const { context, lineWidth, part, isSmall } = brush
  const isFaceOfBody = part.topology === 'pose' && index < landmarksOfBodyFace
  context.globalAlpha = alphaOf(brush, index)
  context.beginPath()
  context.arc(point.x, point.y, lineWidth * (isFaceOfBody || isSmall ? 0.8 : 1.35), 0, 2 * Math.PI)
  context.strokeStyle = outlineColour
  context.lineWidth = lineWidth * 0.7
  if (!isSmall) context.stroke()
  context.fillStyle = colour
  context.fill()
}

/** A joint has the colour of the last chain that comes to it. */
function jointColours(part: PackedPart): readonly (string | undefined)[] {
  const { chains, landmarks } = topologies[part.topology]
  if (part.topology === 'pose') return landmarks.map(poseColour)
  const colours: (string | undefined)[] = landmarks.map(() => undefined)
  for (const chain of chains) {
    for (const index of chain.landmarks) colours[index] = chainColour(part, chain.name)
  }
  colours[0] = handColour('palm')
  return colours
}

function chainColour(part: PackedPart, chain: string): string {
  switch (part.topology) {
    case 'hand':
      return handColour(chain)
    case 'pose':
      return poseColour(chain)
    case 'face':
      return faceColour(chain)
  }
}

function alphaOf({ part }: Brush, index: number): number {
  const visibility = part.points[index * landmarkStride + visibilityOffset]
  const isGuess = visibility !== undefined && visibility < guessBelowVisibility
  return isGuess ? guessAlpha : 1
}
