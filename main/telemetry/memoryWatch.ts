import { sentence, type Sentence } from '../../common/sentence'
import { inMb } from '../megabytes'

/** Where the memory of the app and of the machine stands. */
export interface MemoryReading {
  readonly timeMs: number
  /** All processes of the app together. */
  readonly appBytes: number
  /** What the machine has left. */
  readonly availableBytes: number
  /** The largest worker now; 0 without one. */
  readonly workerBytes: number
}

export interface MemoryBounds {
  readonly appBytes: number
  /** What must be left of the machine, so that it does not swap. */
  readonly reserveBytes: number
}

/** A change of the number of workers, with its reason for people. */
export interface MemoryStep {
  readonly kind: 'memory-short' | 'memory-eased'
  readonly wanted: number
  readonly reason: Sentence
}

/** A moment's peak is no shortage. */
const shortForMs = 3000
/** A worker that was told to end needs time to finish its file. */
const betweenStepsMs = 10_000
/** How long there must be room for one more before there is one more. */
const easedForMs = 30_000

/**
 * Decides how many workers the memory bears: one fewer when the app passes its limit or the machine
 * runs short, one more when there has been room for it for a while. 0 is possible: nothing is begun
 * until there is room again.
 */
export class MemoryWatch {
  readonly #most: number
  #wanted: number
  #largestWorkerBytes = 0
  #shortSinceMs: number | undefined
  #easedSinceMs: number | undefined
  #stepMs = -Infinity

  /** @param most how many workers there would be with memory enough. */
  constructor(most: number) {
    this.#most = most
    this.#wanted = most
  }

  /** Answers how many workers there should be from now on, and why, if that has changed. */
  judge(reading: MemoryReading, bounds: MemoryBounds): MemoryStep | undefined {
    this.#largestWorkerBytes = Math.max(this.#largestWorkerBytes, reading.workerBytes)
    const shortage = describeShortage(reading, bounds)
    this.#shortSinceMs = shortage === undefined ? undefined : (this.#shortSinceMs ?? reading.timeMs)
    const isEased = shortage === undefined && this.#hasRoomForOneMore(reading, bounds)
    this.#easedSinceMs = isEased ? (this.#easedSinceMs ?? reading.timeMs) : undefined
    if (reading.timeMs - this.#stepMs < betweenStepsMs) return undefined
    if (
      shortage !== undefined &&
      lasts(this.#shortSinceMs, shortForMs, reading) &&
      this.#wanted > 0
    )
      return this.#step('memory-short', shortage, reading)
    if (lasts(this.#easedSinceMs, easedForMs, reading) && this.#wanted < this.#most)
      return this.#step('memory-eased', sentence('sentences.telemetry.eased'), reading)
    return undefined
  }

  #hasRoomForOneMore({ appBytes, availableBytes }: MemoryReading, bounds: MemoryBounds): boolean {
    const worker = this.#largestWorkerBytes
    return appBytes + worker < bounds.appBytes && availableBytes - worker > bounds.reserveBytes
  }

  #step(kind: MemoryStep['kind'], reason: Sentence, { timeMs }: MemoryReading): MemoryStep {
    this.#wanted += kind === 'memory-short' ? -1 : 1
    this.#stepMs = timeMs
    this.#shortSinceMs = this.#easedSinceMs = undefined
    return { kind, wanted: this.#wanted, reason }
  }
}

function lasts(sinceMs: number | undefined, forMs: number, { timeMs }: MemoryReading): boolean {
  return sinceMs !== undefined && timeMs - sinceMs >= forMs
}

function describeShortage(
  { appBytes, availableBytes }: MemoryReading,
  bounds: MemoryBounds,
): Sentence | undefined {
  if (appBytes > bounds.appBytes) {
    const values = { size: inMb(appBytes), limit: inMb(bounds.appBytes) }
    return sentence('sentences.telemetry.appOverLimit', values)
  }
  if (availableBytes < bounds.reserveBytes) {
    return sentence('sentences.telemetry.machineShort', { size: inMb(availableBytes) })
  }
  return undefined
}
