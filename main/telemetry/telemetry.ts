import { freemem, totalmem } from 'node:os'
import { sentence, type Sentence } from '../../common/sentence'
import {
  bytesPerMb,
  type MemoryLimits,
  type ProcessSample,
  type TelemetryEvent,
  type TelemetryHistory,
  type TelemetrySample,
} from '../../common/telemetry'
import { TelemetryStore } from './history'
import { MemoryWatch, type MemoryBounds, type MemoryStep } from './memoryWatch'

export interface TelemetryOptions {
  /** All processes of the app as they are now. */
  readonly readProcesses: () => readonly ProcessSample[]
  readonly memoryLimits: () => MemoryLimits
  /** How many workers there should be from now on, and why, for people. */
  readonly onWantedWorkers: (count: number, reason: Sentence) => void
  readonly onSampled: (sample: TelemetrySample) => void
  readonly onNoted: (event: TelemetryEvent) => void
}

const sampleEveryMs = 1000
const appShare = 0.75
const reserveShare = 0.05
const mostReserveBytes = 1e9

/** The most that all processes of the app may take together, in bytes. */
export function appLimitBytes({ appMb }: MemoryLimits): number {
  return appMb === null ? totalmem() * appShare : appMb * bytesPerMb
}

/**
 * Reads the memory of all processes once a second, keeps a day of it, and sees to it that there are
 * no more workers than the memory bears.
 */
export class Telemetry {
  readonly #options: TelemetryOptions
  readonly #store = new TelemetryStore()
  readonly #timer: NodeJS.Timeout
  #watch: MemoryWatch | undefined

  /** Begins at once. */
  constructor(options: TelemetryOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.#sample(), sampleEveryMs)
  }

  /** Watches over a run that begins with so many workers, unless one is watched already. */
  watchRun(workers: number): void {
    this.#watch ??= new MemoryWatch(workers)
  }

  endRun(): void {
    this.#watch = undefined
  }

  note(event: Omit<TelemetryEvent, 'timeMs'>): void {
    const noted = { timeMs: Date.now(), ...event }
    this.#store.note(noted)
    this.#options.onNoted(noted)
  }

  history(): TelemetryHistory {
    return this.#store.history()
  }

  /** All samples that are kept, the oldest first. */
  samples(): readonly TelemetrySample[] {
    return this.#store.samples()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #sample(): void {
    const sample = { timeMs: Date.now(), processes: this.#options.readProcesses() }
    this.#store.add(sample)
    this.#options.onSampled(sample)
    this.#judgeMemory(sample)
  }

  #judgeMemory({ timeMs, processes }: TelemetrySample): void {
    const here = processes.filter(({ role }) => role !== 'remote')
    const workers = here.filter(({ role }) => role === 'worker')
    const change = this.#watch?.judge(
      {
        timeMs,
        appBytes: here.reduce((sum, { rssBytes }) => sum + rssBytes, 0),
        availableBytes: freemem(),
        workerBytes: Math.max(0, ...workers.map(({ rssBytes }) => rssBytes)),
      },
      this.#bounds(),
    )
    if (change === undefined) return
    const reason = describeStep(change)
    this.note({ kind: change.kind, worker: null, processId: null, reason })
    this.#options.onWantedWorkers(change.wanted, reason)
  }

  #bounds(): MemoryBounds {
    return {
      appBytes: appLimitBytes(this.#options.memoryLimits()),
      reserveBytes: Math.min(totalmem() * reserveShare, mostReserveBytes),
    }
  }
}

function describeStep({ reason, wanted }: MemoryStep): Sentence {
  if (wanted === 0) return sentence('sentences.telemetry.noneBegun', { reason })
  return sentence('sentences.telemetry.goesOn', { reason, count: wanted })
}
