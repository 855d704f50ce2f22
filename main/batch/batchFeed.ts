import type { BatchStatus, WorkerStatus } from '../../common/batch'
import type { Job, JobState } from '../../common/jobs'
import type { Sentence } from '../../common/sentence'
import type { BatchListener } from './batch'

/** Where the feed goes: one call per channel and interval at most. */
export interface BatchFeedTarget {
  sendStatus(status: BatchStatus): void
  sendJobsAdded(jobs: readonly Job[]): void
  sendJobsChanged(changes: { id: number; state: JobState }[]): void
  sendWorkers(workers: WorkerStatus[]): void
  sendProblem(message: Sentence): void
  sendProblemSolved(message: Sentence): void
}

const intervalMs = 200
/** Time goes on in a batch that works, even while no file ends. */
const tickMs = 1000

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
  #flushTimer: NodeJS.Timeout | undefined
  #tickTimer: NodeJS.Timeout | undefined

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

  onProblem(message: Sentence): void {
    this.#target.sendProblem(message)
  }

  onProblemSolved(message: Sentence): void {
    this.#target.sendProblemSolved(message)
  }

  /** Forgets what was gathered of a batch that is no longer on screen. */
  clear(): void {
    this.#changes.clear()
    this.#added = []
  }

  #flushSoon(): void {
    this.#flushTimer ??= setTimeout(() => this.#flush(), intervalMs)
  }

  #flush(): void {
    this.#flushTimer = undefined
    clearTimeout(this.#tickTimer)
    const [added, changes] = [this.#added, this.#changes]
    this.#added = []
    this.#changes = new Map()
    if (added.length > 0) this.#target.sendJobsAdded(added)
    if (changes.size > 0) {
      this.#target.sendJobsChanged([...changes].map(([id, state]) => ({ id, state })))
    }
    if (this.#workersChanged) this.#target.sendWorkers(this.#readWorkers())
    this.#workersChanged = false
    const status = this.#readStatus()
    this.#target.sendStatus(status)
    if (status.phase === 'running') this.#tickTimer = setTimeout(() => this.#flush(), tickMs)
  }
}
