import { landmarkStride, type PackedPart, type PartName } from '../landmarks'
import { topologies } from '../topologies'
import { brushFor, type Brush } from './brush'
import { meshColour, outlineColour } from './colours'
import { faceMesh } from './faceMesh'
import { groupBy } from '../groupBy'
import { drawIrises, irises } from './irises'
import { drawJoints, landmarksOfBodyFace } from './joints'
import { drawLabel, labelOf } from './label'
import { chainColour } from './landmarkColours'
import { strokeLines } from './lines'
import { inEnglish } from '../sentence'
import type { SkeletonContext, SkeletonOptions } from './skeletonContext'

/** Draws hands as a rainbow, bodies by side, faces by their outlines, each hand with its label. */
export function drawSkeletons(
  context: SkeletonContext,
  parts: readonly PackedPart[],
  options: SkeletonOptions,
): void {
  context.save()
  context.lineCap = 'round'
  context.lineJoin = 'round'
  const brushes = parts.map((part) => brushFor(context, withoutDoubles(part, parts), options))
  for (const brush of brushes) drawPart(brush, options)
  // Labels come last, so that no skeleton covers them.
  const severalSubjects = new Set(parts.map((part) => part.subject)).size > 1
  const { say = inEnglish } = options
  for (const { part, points } of brushes) {
    const label = labelOf(part, severalSubjects)
    if (label) drawLabel(context, say(label), points, options)
  }
  context.restore()
}

/** A body leaves out what the same person's own face and hands show better. */
function withoutDoubles(part: PackedPart, parts: readonly PackedPart[]): PackedPart {
  if (part.topology !== 'pose') return part
  const doubles = parts
    .filter(({ subject }) => subject === part.subject)
    .flatMap((other) => landmarksOfBodyIn[other.part] ?? [])
  if (doubles.length === 0) return part
  const points = part.points.slice()
  for (const index of doubles) {
    points.fill(Number.NaN, index * landmarkStride, (index + 1) * landmarkStride)
  }
  return { ...part, points }
}

/** Landmarks of a body that lie in a face or in a hand, beyond its wrist. */
const landmarksOfBodyIn: Partial<Record<PartName, readonly number[]>> = {
  face: Array.from({ length: landmarksOfBodyFace }, (_, index) => index),
  left_hand: [17, 19, 21],
  right_hand: [18, 20, 22],
}

function drawPart(brush: Brush, options: SkeletonOptions): void {
  const isFace = brush.part.topology === 'face'
  if (isFace && options.faceStyle === 'mesh') drawMesh(brush, options)
  drawChains(brush)
  if (isFace) drawIrises(brush)
  else drawJoints(brush)
}

function drawMesh(brush: Brush, { pixelRatio }: SkeletonOptions): void {
  // A line of one canvas pixel takes a third of the time of any wider one.
  const widest = Math.max(1, pixelRatio / 2)
  // In a small face the lines lie so close together that they would hide it.
  const fitting = Math.min(1, Math.max(0.3, brush.sidePx / 450))
  strokeLines(brush, faceMesh, { colour: meshColour, widthPx: widest * fitting })
}

function drawChains(brush: Brush): void {
  const { part, lineWidth, outlineWidth } = brush
  const chains = topologies[part.topology].chains.filter(({ name }) => !isIris(name))
  const outline = { colour: outlineColour, widthPx: outlineWidth }
  // All outlines come first, so that none darkens a colour beside it.
  strokeLines(brush, chains.map(linesOf), outline)
  for (const [colour, group] of groupBy(chains, ({ name }) => chainColour(part.topology, name))) {
    strokeLines(brush, group.map(linesOf), { colour, widthPx: lineWidth })
  }
}

function linesOf({ landmarks }: { readonly landmarks: readonly number[] }): readonly number[] {
  return landmarks
}

function isIris(chain: string): boolean {
  return irises.some(({ name }) => name === chain)
}
