import type { Sample } from './sample'

export interface MemoryCurve {
  readonly minBytes: number
  readonly maxBytes: number
  readonly earlyBytes: number
  readonly lateBytes: number
  /** From early to late, in parts of early. */
  readonly growth: number
  readonly samples: readonly { readonly atS: number; readonly bytes: number }[]
}

/** Compares minutes 2 to 4 with the last two minutes; of a short run, its second and last quarter. */
export function memoryCurve<T>(
  samples: readonly Sample<T>[],
  minutes: number,
  pick: (value: T) => number,
): MemoryCurve {
  const points = samples.map(({ atMs, value }) => ({ atS: atMs / 1000, bytes: pick(value) }))
  const spanS = Math.min(2, minutes / 4) * 60
  const meanOf = (fromS: number, toS: number): number =>
    mean(points.filter(({ atS }) => atS >= fromS && atS < toS).map(({ bytes }) => bytes))
  const earlyBytes = meanOf(spanS, 2 * spanS)
  const lateBytes = meanOf(minutes * 60 - spanS, Infinity)
  const all = points.map(({ bytes }) => bytes)
  return {
    ...{ minBytes: Math.min(...all), maxBytes: Math.max(...all), earlyBytes, lateBytes },
    growth: lateBytes / earlyBytes - 1,
    samples: points,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
