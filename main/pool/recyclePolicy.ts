import { sentence, type Sentence } from '../../common/sentence'
import type { ModelVariant, Task, TrackingOptions } from '../../common/tasks'
import { bytesPerMb, type MemoryLimits } from '../../common/telemetry'
import { inMb } from '../megabytes'

/** When a worker is replaced by plan. */
export interface RecycleLimits {
  readonly rssBytes: number
  /** Infinity is never. */
  readonly files: number
}

/** Twice and more of what a sound worker takes: see the README's section on reliability. */
const defaultMb: Readonly<Record<Task, Readonly<Record<ModelVariant, number>>>> = {
  hands: { lite: 900, full: 900, heavy: 900 },
  face: { lite: 800, full: 800, heavy: 800 },
  pose: { lite: 900, full: 900, heavy: 1100 },
  holistic: { lite: 1400, full: 1400, heavy: 1600 },
}

/** The limits in force for workers of these options. */
export function recycleLimits(
  { workerMb, filesPerWorker }: MemoryLimits,
  { task, modelVariant }: Pick<TrackingOptions, 'task' | 'modelVariant'>,
): RecycleLimits {
  return {
    rssBytes: (workerMb ?? defaultMb[task][modelVariant]) * bytesPerMb,
    files: filesPerWorker ?? Infinity,
  }
}

/** Files whose memory tells nothing yet: caches fill, code is compiled. */
const warmUpFiles = 50
/** A leak is looked for over so many readings, one a second. */
const leakReadings = 180
/** And over so many files at least: a long video takes and gives back memory as it likes. */
const leakFiles = 100
/** What must have been gained over them, in bytes and as a share. */
const leakBytes = 64 * bytesPerMb
const leakShare = 0.15

interface Reading {
  readonly files: number
  readonly rssBytes: number
}

/** Watches one worker process, from its readings, and says when it is better replaced. */
export class RecyclePolicy {
  readonly #limits: () => RecycleLimits
  readonly #readings: Reading[] = []

  /** @param limits is asked at each reading: a setting counts at once. */
  constructor(limits: () => RecycleLimits) {
    this.#limits = limits
  }

  /**
   * Takes a reading. Answers why the worker should be replaced, for people, or undefined.
   *
   * @param files how many it has settled so far.
   */
  judge(files: number, rssBytes: number): Sentence | undefined {
    const limits = this.#limits()
    if (files >= limits.files) return sentence('sentences.telemetry.manyFiles', { files })
    if (rssBytes > limits.rssBytes) {
      const values = { size: inMb(rssBytes), limit: inMb(limits.rssBytes) }
      return sentence('sentences.telemetry.overLimit', values)
    }
    if (files < warmUpFiles) return undefined
    this.#readings.push({ files, rssBytes })
    if (this.#readings.length > leakReadings) this.#readings.shift()
    return this.#leak()
  }

  /** A leak shows as a higher level, not as a peak: the medians of both ends are compared. */
  #leak(): Sentence | undefined {
    const first = this.#readings[0]
    const last = this.#readings.at(-1)
    if (!first || !last || this.#readings.length < leakReadings) return undefined
    const files = last.files - first.files
    if (files < leakFiles) return undefined
    const third = leakReadings / 3
    const before = medianRss(this.#readings.slice(0, third))
    const gained = medianRss(this.#readings.slice(-third)) - before
    if (gained < Math.max(leakBytes, before * leakShare)) return undefined
    return sentence('sentences.telemetry.grew', { size: inMb(gained), files })
  }
}

function medianRss(readings: readonly Reading[]): number {
  const sorted = readings.map(({ rssBytes }) => rssBytes).sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}

const baseSilenceMs = 60_000
const silencePerMbMs = 1000

/**
 * How long nothing may come of a file in work before its worker is taken to hang: a minute, and a
 * second more for each megabyte that may have to be read first.
 */
export function longestSilenceMs(sizeBytes: number): number {
  return baseSilenceMs + (sizeBytes / bytesPerMb) * silencePerMbMs
}
