import type { Job, JobId, JobState, JobStateKind, TrackingSummary } from '../../common/jobs'
import type { WorkerJob } from '../../common/workerProtocol'
import type { RunOutcome } from '../pool/workerProcess'

/** A file whose worker died is tried once more, then set aside. */
const maxTries = 2

interface Entry {
  job: Job
  tries: number
}

/**
 * The jobs of one batch and where each stands. Hands out waiting jobs in the order in which they
 * were added and applies what came of them; knows nothing of processes, files or screens.
 */
export class JobQueue {
  readonly #entries = new Map<JobId, Entry>()
  /** Ids of waiting jobs, in line. A Set keeps its order and takes from anywhere at once. */
  readonly #waiting = new Set<JobId>()
  readonly #counts = { waiting: 0, running: 0, done: 0, failed: 0, refused: 0, cancelled: 0 }
  readonly #onChanged: (job: Job) => void

  /** @param onChanged is told each job whose state has changed. */
  constructor(onChanged: (job: Job) => void) {
    this.#onChanged = onChanged
  }

  get counts(): Readonly<Record<JobStateKind, number>> {
    return this.#counts
  }

  get size(): number {
    return this.#entries.size
  }

  /** Whether nothing waits and nothing is in work. */
  get isSettled(): boolean {
    return this.#counts.waiting === 0 && this.#counts.running === 0
  }

  add(jobs: readonly Job[]): void {
    for (const job of jobs) {
      this.#entries.set(job.id, { job, tries: 0 })
      this.#counts[job.state.kind] += 1
      if (job.state.kind === 'waiting') this.#waiting.add(job.id)
    }
  }

  /** All jobs, in the order in which they were added. */
  jobs(): Job[] {
    return [...this.#entries.values()].map((entry) => entry.job)
  }

  job(id: JobId): Job {
    return this.#entry(id).job
  }

  /** Hands the preferred job, or the first in line, to a worker. */
  take(worker: number, preferred?: JobId): WorkerJob | undefined {
    const isPreferredWaiting = preferred !== undefined && this.#waiting.has(preferred)
    const id = isPreferredWaiting ? preferred : firstOf(this.#waiting)
    if (id === undefined) return undefined
    this.#entry(id).tries += 1
    this.#move(id, { kind: 'running', worker, progress: 0 })
    return this.#workerJob(id)
  }

  /** The first job in line that is not among `taken`. */
  peek(taken: ReadonlySet<JobId>): WorkerJob | undefined {
    for (const id of this.#waiting) if (!taken.has(id)) return this.#workerJob(id)
    return undefined
  }

  setProgress(id: JobId, progress: number | null): void {
    const { state } = this.job(id)
    if (state.kind === 'running') this.#move(id, { ...state, progress })
  }

  finish(id: JobId, summary: TrackingSummary): void {
    this.#move(id, { kind: 'done', summary })
  }

  fail(id: JobId, message: string): void {
    this.#move(id, { kind: 'failed', message })
  }

  cancel(id: JobId): void {
    this.#move(id, { kind: 'cancelled' })
  }

  /** Says whether a job whose worker died may be tried again. */
  mayTryAgain(id: JobId): boolean {
    return this.#entry(id).tries < maxTries
  }

  /** Puts a job back in line: at its end, so that one bad file does not hold up the others. */
  putBack(id: JobId): void {
    this.#move(id, { kind: 'waiting' })
  }

  /** Cancels all that waits. Answers the ids. */
  cancelWaiting(): JobId[] {
    const ids = [...this.#waiting]
    for (const id of ids) this.cancel(id)
    return ids
  }

  /** Puts failed and cancelled jobs back in line with their tries forgotten. Answers the ids. */
  retry(): JobId[] {
    const again = this.jobs().filter(({ state }) => isRetryable(state))
    for (const { id } of again) {
      this.#entry(id).tries = 0
      this.putBack(id)
    }
    return again.map(({ id }) => id)
  }

  #move(id: JobId, state: JobState): void {
    const entry = this.#entry(id)
    this.#counts[entry.job.state.kind] -= 1
    this.#counts[state.kind] += 1
    this.#waiting.delete(id)
    if (state.kind === 'waiting') this.#waiting.add(id)
    entry.job = { ...entry.job, state }
    this.#onChanged(entry.job)
  }

  #workerJob(id: JobId): WorkerJob {
    const { path, mediaKind } = this.job(id)
    if (mediaKind === null) throw new Error(`Job ${id} is neither a photo nor a video`)
    return { id, path, mediaKind }
  }

  #entry(id: JobId): Entry {
    const entry = this.#entries.get(id)
    if (entry === undefined) throw new Error(`There is no job ${id}`)
    return entry
  }
}

/** What a person reads when a file took its worker down twice. */
export function crashMessage(outcome: Extract<RunOutcome, { kind: 'crashed' }>): string {
  return `The tracking process ended twice while it worked on this file (${outcome.reason}). The file may be damaged: try to open and save it anew in another program.`
}

function isRetryable(state: JobState): boolean {
  return state.kind === 'failed' || state.kind === 'cancelled'
}

function firstOf<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value
  return undefined
}
