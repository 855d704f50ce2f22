import type { BatchStatus, WorkerStatus } from '../common/batch'
import type { Job, JobState } from '../common/jobs'
import type { BatchListener } from './batch'

/** Where the feed goes: one call per channel and interval at most. */
export interface BatchFeedTarget {
  sendStatus(status: BatchStatus): void
  sendJobsAdded(jobs: readonly Job[]): void
  sendJobsChanged(changes: { id: number; state: JobState }[]): void
  sendWorkers(workers: WorkerStatus[]): void
  sendProblem(message: string): void
}

const intervalMs = 100

/**
 * Gathers what happens in a batch and passes it on a few times a second: a thousand small files
 * would otherwise be thousands of messages. Within an interval only a job's last state counts.
 */
export class BatchFeed implements BatchListener {
  readonly #target: BatchFeedTarget
  readonly #readStatus: () => BatchStatus
  readonly #readWorkers: () => WorkerStatus[]
  #changes = new Map<number, JobState>()
  #added: Job[] = []
  #workersChanged = false
  #timer: NodeJS.Timeout | undefined

  constructor(
    target: BatchFeedTarget,
    readStatus: () => BatchStatus,
    readWorkers: () => WorkerStatus[],
  ) {
    this.#target = target
    this.#readStatus = readStatus
    this.#readWorkers = readWorkers
  }

  onStatusChanged(): void {
    this.#flushSoon()
  }

  onJobsAdded(jobs: readonly Job[]): void {
    this.#added.push(...jobs)
    this.#flushSoon()
  }

  onJobChanged(id: number, state: JobState): void {
    this.#changes.set(id, state)
    this.#flushSoon()
  }

  onWorkersChanged(): void {
    this.#workersChanged = true
    this.#flushSoon()
  }

  onProblem(message: string): void {
    this.#target.sendProblem(message)
  }

  /** Forgets what was gathered of a batch that is no longer on screen. */
  clear(): void {
    this.#changes.clear()
    this.#added = []
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => this.#flush(), intervalMs)
  }

  #flush(): void {
    this.#timer = undefined
    const [added, changes] = [this.#added, this.#changes]
    this.#added = []
    this.#changes = new Map()
    if (added.length > 0) this.#target.sendJobsAdded(added)
    if (changes.size > 0) {
      this.#target.sendJobsChanged([...changes].map(([id, state]) => ({ id, state })))
    }
    if (this.#workersChanged) this.#target.sendWorkers(this.#readWorkers())
    this.#workersChanged = false
    this.#target.sendStatus(this.#readStatus())
  }
}
