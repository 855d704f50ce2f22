/** A measure over all frames in which it is known. */
export interface MeasureSummary {
  readonly framesKnown: number
  readonly mean: number
  /** Of a sample: n − 1. */
  readonly standardDeviation: number
  readonly min: number
  readonly median: number
  readonly max: number
  /** From the 2.5th to the 97.5th percentile, so that one bad frame does not make it. */
  readonly range: number
  readonly repetitions: number
}

/**
 * What a measure comes to; all but the counts are NaN where it is never known.
 *
 * @param unit `deg` for angles, for which small movements are no repetitions.
 */
export function summariseMeasure(values: ArrayLike<number>, unit: string | null): MeasureSummary {
  const known = Float64Array.from(values).filter((value) => Number.isFinite(value))
  const sorted = known.toSorted()
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    framesKnown: known.length,
    mean,
    standardDeviation: known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : NaN,
    min: sorted.at(0) ?? NaN,
    median: quantile(sorted, 0.5),
    max: sorted.at(-1) ?? NaN,
    range: quantile(sorted, 0.975) - quantile(sorted, 0.025),
    repetitions: countRepetitions(known, sorted, unit),
  }
}

/** Smaller movements of a joint are trembling, or the model's. */
const leastRepetition = { deg: 10 } as const
/** A repetition goes from the lower part of the range into the upper part, and begins below again. */
const [lowShare, highShare] = [0.3, 0.7]

/** How often the values go up through the range, with hysteresis. */
function countRepetitions(values: Float64Array, sorted: Float64Array, unit: string | null): number {
  const [least, most] = [quantile(sorted, 0.025), quantile(sorted, 0.975)]
  const range = most - least
  if (!(range > 0) || (unit === 'deg' && range < leastRepetition.deg)) return 0
  const [low, high] = [least + lowShare * range, least + highShare * range]
  let repetitions = 0
  let wasLow = false
  for (const value of values) {
    if (value <= low) wasLow = true
    if (wasLow && value >= high) {
      repetitions += 1
      wasLow = false
    }
  }
  return repetitions
}

/** Between the two nearest values where it falls between them, as NumPy and R do by default. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  if (below === undefined || above === undefined) return NaN
  return below + (above - below) * (at - Math.floor(at))
}
