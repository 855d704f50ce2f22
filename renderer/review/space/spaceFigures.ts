import { landmarkFields, landmarkStride, type PackedPart } from '../../../common/landmarks'

/** A place in a view, in metres: x to the right, y up, z towards whoever looks. */
export type PointInSpace = readonly [x: number, y: number, z: number]

/** A part in its place; null for landmarks whose place in space is unknown. */
export interface SpaceFigure {
  readonly part: PackedPart
  readonly points: readonly (PointInSpace | null)[]
}

const worldOffset = landmarkFields.indexOf('world_x')
/** World landmarks say nothing of where people stand, so they are put beside each other. */
const metresBetween = { hand: 0.25, pose: 1.2 } as const
/** The wrist of each hand of a whole person, by its index in a body. */
const wristsOfBody: Partial<Record<PackedPart['part'], number>> = { left_hand: 15, right_hand: 16 }

/**
 * The figures that world landmarks make. Those of hands begin at the hand itself: the hands of a whole
 * person are put where the body has its wrists, and left out where it has none. Faces have no
 * world landmarks.
 */
export function spaceFigures(parts: readonly PackedPart[]): SpaceFigure[] {
  const subjects = [...new Set(parts.map(({ subject }) => subject))].sort((a, b) => a - b)
  return parts.flatMap((part) => {
    if (part.topology === 'face') return []
    const wristIndex = wristsOfBody[part.part]
    const points = pointsOf(part)
    if (wristIndex === undefined) {
      const place = subjects.indexOf(part.subject) - (subjects.length - 1) / 2
      return [{ part, points: moved(points, [place * metresBetween[part.topology], 0, 0]) }]
    }
    const body = parts.find(
      ({ subject, topology }) => subject === part.subject && topology === 'pose',
    )
    const [from, to] = [points[0], body && pointsOf(body)[wristIndex]]
    if (!from || !to) return []
    return [{ part, points: moved(points, [to[0] - from[0], to[1] - from[1], to[2] - from[2]]) }]
  })
}

/** MediaPipe's y goes down and its z away. */
function pointsOf({ points }: PackedPart): (PointInSpace | null)[] {
  return Array.from({ length: points.length / landmarkStride }, (_, index) => {
    const at = index * landmarkStride + worldOffset
    const [x = NaN, y = NaN, z = NaN] = points.subarray(at, at + 3)
    return Number.isFinite(x + y + z) ? [x, -y, -z] : null
  })
}

function moved(
  points: readonly (PointInSpace | null)[],
  [dx, dy, dz]: PointInSpace,
): (PointInSpace | null)[] {
  return points.map((point) => point && [point[0] + dx, point[1] + dy, point[2] + dz])
}
