import { availableParallelism } from 'node:os'
import type { MemoryLimits } from '../../common/telemetry'
import type { Pool, PoolOptions } from './pool'
import { recycleLimits } from './recyclePolicy'
import type { StartWorker } from './workerConnection'
import type { WorkerProcess } from './workerProcess'
import {
  WorkerSlot,
  type SlotPool,
  type SlotStatus,
  type WorkerNote,
  type WorkerSample,
} from './workerSlot'

/** What watches over the workers: the limits somebody set, and where their fates are noted. */
export interface PoolSupervision {
  readonly memoryLimits: () => MemoryLimits
  readonly note: (event: WorkerNote) => void
}

/** Its size is at least 1. */
export interface WorkerPoolOptions extends PoolOptions {
  readonly startWorker: StartWorker
}

const lookEveryMs = 1000

/**
 * N worker processes that pull jobs until they are stopped. Each runs one job while the next one is
 * prepared; whichever is free takes the next job, so none idles while work waits.
 */
export class WorkerPool implements Pool {
  readonly #options: WorkerPoolOptions
  readonly #slots: readonly WorkerSlot[]
  readonly #waiting = new Set<() => void>()
  #wanted: number
  #served: Promise<unknown> = Promise.resolve()
  #looking: ReturnType<typeof setInterval> | undefined
  #stopping = false
  #paused = false

  constructor(options: WorkerPoolOptions) {
    this.#options = options
    this.#wanted = options.size
    const { startWorker, open, work, supervision, onStatusChanged, log } = options
    const pool = this.#forSlots()
    this.#slots = Array.from({ length: options.size }, (_, index) => {
      return new WorkerSlot(index, pool, {
        ...{ startWorker, open, work, onStatusChanged, log, note: supervision.note },
        limits: () => recycleLimits(supervision.memoryLimits(), open.options),
      })
    })
  }

  start(): void {
    this.#served = this.#serveAll()
    this.#looking = setInterval(() => {
      for (const slot of this.#slots) slot.look()
    }, lookEveryMs)
  }

  /** Tells idle workers that there is new work. */
  wake(): void {
    for (const proceed of [...this.#waiting]) proceed()
  }

  /** How many processes there may be from now on, 0 to the pool's size; more end after their file. */
  setWanted(count: number): void {
    this.#wanted = count
    this.wake()
  }

  /** Workers hold before their next frame; no new file is begun. */
  pause(): void {
    this.#paused = true
    for (const slot of this.#slots) slot.pause()
    this.#options.onStatusChanged()
  }

  resume(): void {
    this.#paused = false
    for (const slot of this.#slots) slot.resume()
    this.#options.onStatusChanged()
    this.wake()
  }

  /** Ends every process at once. When it resolves, none is left. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#looking)
    for (const slot of this.#slots) slot.kill()
    this.wake()
    await this.#served
  }

  /** What each place of the pool is doing. */
  statuses(): SlotStatus[] {
    return this.#slots.map((slot) => slot.status())
  }

  /** What the processes last told of themselves. */
  samples(): WorkerSample[] {
    return this.#slots.flatMap((slot) => slot.samples())
  }

  async #serveAll(): Promise<void> {
    const endings = await Promise.all(this.#slots.map((slot) => slot.serve()))
    const [reason] = endings.filter((ending) => ending !== undefined)
    if (!this.#stopping && reason !== undefined) this.#options.work.onGivenUp(reason)
  }

  #forSlots(): SlotPool {
    return {
      isStopping: () => this.#stopping,
      isPaused: () => this.#paused,
      isWanted: (slot) => slot < this.#wanted,
      prepareNext: (slot, process) => this.#prepareNext(slot, process),
      woken: () => this.#woken(),
      wake: () => this.wake(),
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      const proceed = (): void => {
        this.#waiting.delete(proceed)
        resolve()
      }
      this.#waiting.add(proceed)
    })
  }

  /**
   * Decoding ahead takes a core of its own. Where every core has a worker already, it makes all of
   * them slower (by 16 to 19 % on two cores), so there only the file is read ahead.
   */
  #prepareNext(slot: WorkerSlot, process: WorkerProcess): void {
    slot.preparedJobId = undefined
    const taken = new Set(this.#slots.flatMap((other) => other.preparedJobId ?? []))
    const next = this.#options.work.peek(taken)
    if (next === undefined) return
    slot.preparedJobId = next.id
    process.prepare(next, this.#options.size < availableParallelism())
  }
}
