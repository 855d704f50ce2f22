import { landmarkStride, type FrameLandmarks, type PackedPart } from '../landmarks'
import { topologies } from '../topologies'

/** How long a landmark's way stays to be seen. */
export const trailUs = 1_500_000

/** Where a landmark was: x and y as in `landmarkFields`. */
export interface TrailPoint {
  readonly timestampUs: number
  readonly x: number
  readonly y: number
}

/** The way of one landmark of one subject. */
export interface Trail extends Pick<PackedPart, 'subject' | 'part' | 'topology'> {
  /** Index of the landmark in its topology. */
  readonly landmark: number
  /** Oldest first; null where it was lost for a while, so that no line joins the two ends. */
  readonly points: readonly (TrailPoint | null)[]
}

export interface Trails {
  /** Time of the newest frame: trails grow old even where nothing is found. */
  readonly timestampUs: number
  readonly trails: readonly Trail[]
}

export const noTrails: Trails = { timestampUs: 0, trails: [] }

/**
 * Adds a tracked frame to the trails of the landmarks with these names. What is older than
 * `trailUs`, and what is no longer chosen, is forgotten; so is all if time has gone back, as it
 * does when another source begins.
 */
export function extendTrails(
  { trails }: Trails,
  { parts, timestampUs }: FrameLandmarks,
  names: ReadonlySet<string>,
): Trails {
  const seen = new Map(startTrails(parts, timestampUs, names).map((trail) => [keyOf(trail), trail]))
  const known = trails.filter((trail) => names.has(nameOf(trail)))
  const knownKeys = new Set(known.map(keyOf))
  const all = [
    ...known.map((trail) => follow(trail, seen.get(keyOf(trail)))),
    ...[...seen.values()].filter((trail) => !knownKeys.has(keyOf(trail))),
  ]
  return {
    timestampUs,
    trails: all
      .map((trail) => ({ ...trail, points: recent(trail.points, timestampUs) }))
      .filter(({ points }) => points.length > 0),
  }
}

/** A trail of one point for each landmark of the frame that is chosen and known. */
function startTrails(
  parts: readonly PackedPart[],
  timestampUs: number,
  names: ReadonlySet<string>,
): readonly Trail[] {
  if (names.size === 0) return []
  return parts.flatMap(({ subject, part, topology, points }) =>
    topologies[topology].landmarks.flatMap((name, landmark): readonly Trail[] => {
      if (!names.has(name)) return []
      const x = points[landmark * landmarkStride] ?? Number.NaN
      const y = points[landmark * landmarkStride + 1] ?? Number.NaN
      if (Number.isNaN(x) || Number.isNaN(y)) return []
      return [{ subject, part, topology, landmark, points: [{ timestampUs, x, y }] }]
    }),
  )
}

function follow(trail: Trail, seen: Trail | undefined): Trail {
  if (seen) return { ...trail, points: [...trail.points, ...seen.points] }
  return trail.points.at(-1) === null ? trail : { ...trail, points: [...trail.points, null] }
}

function recent(points: Trail['points'], nowUs: number): Trail['points'] {
  const first = points.findIndex((point) => {
    const ageUs = point ? nowUs - point.timestampUs : -1
    return ageUs >= 0 && ageUs < trailUs
  })
  return first === -1 ? [] : points.slice(first)
}

function keyOf({ subject, part, landmark }: Trail): string {
  return `${subject} ${part} ${landmark}`
}

function nameOf({ topology, landmark }: Trail): string {
  return topologies[topology].landmarks[landmark] ?? ''
}
