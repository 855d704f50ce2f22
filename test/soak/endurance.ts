import { median, percentile } from '../bench/figures'
import type { Sample } from './images'

/** What a run of many images says about the next million. */
export interface Endurance {
  readonly images: number
  readonly unanswered: number
  /** The first few reasons. */
  readonly problems: readonly string[]
  readonly seconds: number
  /** Images before memory is compared: buffers grow, caches fill. */
  readonly settledAfter: number
  readonly earlyBytes: number
  readonly lateBytes: number
  /** From early to late, in parts of early. */
  readonly growth: number
  readonly firstP95Ms: number
  readonly lastP95Ms: number
  /** From the first part of the run to the last, in parts of the first. */
  readonly slowdown: number
}

/** Part of the run that memory is compared over, and time: ten minutes of an hour. */
const memoryShare = 1 / 10
const timeShare = 1 / 6

/** Compares the memory right after the first images with that at the end, and the times likewise. */
export function measureEndurance(samples: readonly Sample[], settledAfter: number): Endurance {
  const problems = samples.flatMap(({ problem }) => problem ?? [])
  const some = Math.ceil(samples.length * memoryShare)
  const earlyBytes = memoryOf(samples.slice(settledAfter, settledAfter + some))
  const lateBytes = memoryOf(samples.slice(-some))
  const seconds = samples.at(-1)?.atS ?? 0
  const firstP95Ms = p95Of(samples.filter(({ atS }) => atS <= seconds * timeShare))
  const lastP95Ms = p95Of(samples.filter(({ atS }) => atS >= seconds * (1 - timeShare)))
  return {
    ...{ images: samples.length, seconds, settledAfter },
    ...{ unanswered: problems.length, problems: problems.slice(0, 10) },
    ...{ earlyBytes, lateBytes, growth: lateBytes / earlyBytes - 1 },
    ...{ firstP95Ms, lastP95Ms, slowdown: lastP95Ms / firstP95Ms - 1 },
  }
}

function memoryOf(samples: readonly Sample[]): number {
  return median(samples.map(({ heldBytes }) => heldBytes))
}

function p95Of(samples: readonly Sample[]): number {
  return percentile(
    samples.map(({ ms }) => ms),
    0.95,
  )
}
