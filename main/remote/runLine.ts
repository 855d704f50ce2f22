import { toWireError } from '../../common/errors'
import type { JobId } from '../../common/jobs'
import { SentenceError, type Sentence } from '../../common/sentence'
import type { WorkerJob } from '../../common/workerProtocol'
import type { PoolWork } from '../pool/poolWork'
import type { RunListener, RunOutcome } from '../pool/workerProcess'

interface Entry extends RunListener {
  readonly sizeBytes: number
  readonly settle: (outcome: RunOutcome) => void
}

/** Jobs that a worker program has taken from the queue, for its own processes. */
export class RunLine implements PoolWork {
  readonly #onAdded: () => void
  readonly #entries = new Map<WorkerJob, Entry>()
  readonly #waiting = new Set<WorkerJob>()
  #givenUp: Sentence | undefined

  /** @param onAdded is called when there is a job to be taken. */
  constructor(onAdded: () => void) {
    this.#onAdded = onAdded
  }

  /** Never rejects: how it ended is the answer. */
  track(job: WorkerJob, sizeBytes: number, listener: RunListener): Promise<RunOutcome> {
    return new Promise((settle) => {
      this.#entries.set(job, { ...listener, sizeBytes, settle })
      if (this.#givenUp !== undefined) return this.#fail(job, this.#givenUp)
      this.#waiting.add(job)
      this.#onAdded()
    })
  }

  take(_worker: number, preferred: JobId | undefined): WorkerJob | undefined {
    const waiting = [...this.#waiting]
    const job = waiting.find(({ id }) => id === preferred) ?? waiting[0]
    if (job) this.#waiting.delete(job)
    return job
  }

  peek(taken: ReadonlySet<JobId>): WorkerJob | undefined {
    return [...this.#waiting].find(({ id }) => !taken.has(id))
  }

  sizeBytes(jobId: JobId): number {
    const [, entry] = [...this.#entries].find(([{ id }]) => id === jobId) ?? []
    return entry?.sizeBytes ?? 0
  }

  onPlanned(job: WorkerJob, ...planned: Parameters<RunListener['onPlanned']>): void {
    this.#entries.get(job)?.onPlanned(...planned)
  }

  onFrames(job: WorkerJob, ...frames: Parameters<RunListener['onFrames']>): void {
    this.#entries.get(job)?.onFrames(...frames)
  }

  onOutcome(job: WorkerJob, outcome: RunOutcome): void {
    const entry = this.#entries.get(job)
    this.#entries.delete(job)
    this.#waiting.delete(job)
    entry?.settle(outcome)
  }

  onGivenUp(reason: Sentence): void {
    this.#givenUp = reason
    for (const job of [...this.#entries.keys()]) this.#fail(job, reason)
  }

  /** Nothing that waits will be begun. */
  close(reason: Sentence): void {
    for (const job of [...this.#waiting]) this.onOutcome(job, { kind: 'crashed', reason })
  }

  #fail(job: WorkerJob, reason: Sentence): void {
    this.onOutcome(job, { kind: 'failed', error: toWireError(new SentenceError(reason)) })
  }
}
