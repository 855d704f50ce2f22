import { OneEuroFilter } from '1eurofilter'
import { landmarkFields, landmarkStride, type PackedPart } from './landmarks'
import type { Smoothing } from './live'

/**
 * Parameters of the One Euro filter for coordinates normalised to the picture, and for metres: a
 * hand's and a body's speeds are of the same size in both.
 */
export const smoothingParameters = {
  light: { minCutoffHz: 2, beta: 20 },
  strong: { minCutoffHz: 0.7, beta: 10 },
} as const

/**
 * Calms the jitter of landmarks without making quick movements late: the One Euro filter (G. Casiez,
 * N. Roussel, D. Vogel, "1 Euro filter: a simple speed-based low-pass filter for noisy input in
 * interactive systems", CHI 2012), one for each coordinate. Call what is returned for each tracked
 * frame in order, with the parts numbered by subject; it answers new parts.
 */
export function createSmoothing(
  smoothing: Smoothing,
): (parts: readonly PackedPart[], timestampUs: number) => PackedPart[] {
  if (smoothing === 'off') return (parts) => [...parts]
  let filtersByPart = new Map<string, PartFilters>()
  return (parts, timestampUs) => {
    const kept = [...filtersByPart].filter(([, { seenUs }]) => timestampUs - seenUs < forgetAfterUs)
    filtersByPart = new Map(kept)
    return parts.map((part) => {
      const key = `${part.subject} ${part.part}`
      const filters = filtersByPart.get(key)?.filters ?? createFilters(part, smoothing)
      filtersByPart.set(key, { filters, seenUs: timestampUs })
      return { ...part, points: filterPoints(part.points, filters, timestampUs / 1e6) }
    })
  }
}

interface PartFilters {
  /** By the index of the number in `points`; undefined where it is no coordinate. */
  readonly filters: readonly (OneEuroFilter | undefined)[]
  readonly seenUs: number
}

/** Where something comes back after so long, it is not drawn from where it was. */
export const forgetAfterUs = 500_000

/** Until the filter knows two timestamps, it goes by this rate. */
export const typicalRateHz = 30

const coordinateOffsets = new Set(
  (['x', 'y', 'z', 'world_x', 'world_y', 'world_z'] as const).map((field) =>
    landmarkFields.indexOf(field),
  ),
)

function createFilters(
  { points }: PackedPart,
  smoothing: Exclude<Smoothing, 'off'>,
): PartFilters['filters'] {
  const { minCutoffHz, beta } = smoothingParameters[smoothing]
  return Array.from(points, (_, index) =>
    coordinateOffsets.has(index % landmarkStride)
      ? new OneEuroFilter(typicalRateHz, minCutoffHz, beta)
      : undefined,
  )
}

function filterPoints(
  points: Float32Array,
  filters: PartFilters['filters'],
  timestampS: number,
): Float32Array<ArrayBuffer> {
  return Float32Array.from(points, (value, index) => {
    const filter = filters[index]
    // Unknown stays unknown, and must not enter the filter: it would never leave it.
    return filter && Number.isFinite(value) ? filter.filter(value, timestampS) : value
  })
}
