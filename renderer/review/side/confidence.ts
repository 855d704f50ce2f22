import { leastConfidence } from '../../../common/review'

/** How many bars 0 to 1 is divided into. */
export const bars = 20

export interface ConfidenceSummary {
  /** Frames of each bar, in shares of the highest one. */
  readonly heights: readonly number[]
  readonly median: number
  /** Share of the frames with somebody that are below `leastConfidence`. */
  readonly unsureShare: number
}

/** How the confidence of frames is spread; null where it is known of none. */
export function summariseConfidence(confidence: Float32Array): ConfidenceSummary | null {
  const known = confidence.filter((value) => !Number.isNaN(value)).sort()
  if (known.length === 0) return null
  const counts = new Array<number>(bars).fill(0)
  for (const value of known) counts[barOf(value)]! += 1
  const highest = Math.max(...counts)
  return {
    heights: counts.map((count) => count / highest),
    median: known[known.length >> 1]!,
    unsureShare: known.filter((value) => value < leastConfidence).length / known.length,
  }
}

function barOf(value: number): number {
  return Math.min(bars - 1, Math.max(0, Math.floor(value * bars)))
}

/** The first place after another one where the model begins not to be sure; the first of all after the last. */
export function nextUnsure(confidence: Float32Array, after: number): number {
  const begins = (place: number): boolean =>
    confidence[place]! < leastConfidence && !(confidence[place - 1]! < leastConfidence)
  const next = confidence.findIndex((_, place) => place > after && begins(place))
  return next >= 0 ? next : confidence.findIndex((_, place) => begins(place))
}
