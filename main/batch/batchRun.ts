import type { WorkerStatus } from '../../common/batch'
import type { JobId } from '../../common/jobs'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Segment } from '../../common/segments'
import type { Sentence } from '../../common/sentence'
import type { ProcessSample } from '../../common/telemetry'
import type { WorkerJob } from '../../common/workerProtocol'
import type { JobQueue } from './jobQueue'
import { RunResults } from './runResults'
import type { Library } from '../library/library'
import { Stopwatch } from './stopwatch'
import type { CreatePool, Pool } from '../pool/pool'
import type { PoolWork } from '../pool/poolWork'
import type { PoolSupervision } from '../pool/workerPool'
import type { OpenRequest, RunOutcome } from '../pool/workerProcess'

/**
 * How a run ended. `interrupted`: the app ends. `given-up`: no worker can be started. What waited or
 * was in work then waits.
 */
export type RunEnd =
  | { readonly kind: 'completed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'given-up'; readonly reason: Sentence }

export interface BatchRunOptions {
  readonly queue: JobQueue
  readonly library: Library
  /** Processes of this machine. */
  readonly workers: number
  readonly createPool: CreatePool
  readonly open: OpenRequest
  /** Whether files may still be added to the queue, so that an empty one is not the end. */
  readonly isMoreExpected: () => boolean
  readonly supervision: PoolSupervision
  readonly onWorkersChanged: () => void
  readonly log: (text: string) => void
}

/** One run over a queue, from the start of its workers to the end of the last one. */
export class BatchRun implements PoolWork {
  readonly ended: Promise<RunEnd>
  readonly stopwatch = new Stopwatch()
  readonly #options: BatchRunOptions
  readonly #pool: Pool
  readonly #results: RunResults
  /** How many workers the memory bears. */
  #borne: number
  /** How many had something to do at one time so far: a single short video needs only one. */
  #useful = 0
  #end: RunEnd | undefined
  #resolveEnded!: (end: RunEnd) => void

  constructor(options: BatchRunOptions) {
    this.#options = options
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve))
    this.#borne = options.workers
    this.#results = new RunResults({
      ...options,
      task: options.open.options.task,
      endedAs: () => this.#end?.kind,
      onSettled: () => this.#settled(),
    })
    this.#pool = options.createPool({
      size: options.workers,
      open: options.open,
      work: this,
      supervision: options.supervision,
      onStatusChanged: options.onWorkersChanged,
      log: options.log,
    })
  }

  start(): void {
    this.stopwatch.start()
    this.#findUse()
    this.#pool.start()
  }

  pause(): void {
    this.stopwatch.hold()
    this.#pool.pause()
  }

  resume(): void {
    this.stopwatch.start()
    this.#pool.resume()
  }

  /** Says that files were added, or that no more will be. */
  queueChanged(): void {
    this.#findUse()
    this.#pool.wake()
    this.#endIfSettled()
  }

  /** Ends the run at once; files in work are cancelled too. Resolves when no process is left. */
  async cancel(): Promise<void> {
    this.#endAs({ kind: 'cancelled' })
    await this.ended
  }

  /** Ends the run at once; what is not done waits for the next one. */
  async interrupt(): Promise<void> {
    this.#endAs({ kind: 'interrupted' })
    await this.ended
  }

  workers(): WorkerStatus[] {
    const { workers } = this.#options
    // Those of other machines come after the own ones, and are there whether or not they are of use.
    const shown = this.#pool
      .statuses()
      .filter(({ worker }) => worker < this.#useful || worker >= workers)
    return shown.map(({ job, ...status }) => {
      const segment = job && this.#options.queue.segmentOf(job)
      const stretch = segment ? { startUs: segment.startUs, endUs: segment.endUs } : null
      return { ...status, file: this.#nameOf(job), stretch }
    })
  }

  /** How many workers there may be from now on, at most those that it began with. */
  setWantedWorkers(count: number): void {
    this.#borne = count
    this.#setWanted()
  }

  /** What the worker processes last told of themselves. */
  workerSamples(): ProcessSample[] {
    return this.#pool
      .samples()
      .map(({ job, ...sample }) => ({ ...sample, file: this.#nameOf(job) }))
  }

  take(worker: number, preferred: JobId | undefined): WorkerJob | undefined {
    const job = this.#end === undefined ? this.#options.queue.take(worker, preferred) : undefined
    return job && { ...job, wantsThumbnail: (job.segment?.index ?? 0) === 0 }
  }

  peek(taken: ReadonlySet<JobId>): WorkerJob | undefined {
    return this.#options.queue.peek(taken)
  }

  sizeBytes(jobId: JobId): number {
    return this.#options.queue.job(jobId).sizeBytes
  }

  onPlanned(job: WorkerJob, segments: readonly Segment[]): void {
    this.#results.onPlanned(job, segments)
    this.queueChanged()
  }

  onFrames(job: WorkerJob, frames: readonly FrameLandmarks[], progress: number | null): void {
    this.#results.onFrames(job, frames, progress)
  }

  onOutcome(job: WorkerJob, outcome: RunOutcome): void {
    this.#results.onOutcome(job, outcome)
  }

  onGivenUp(reason: Sentence): void {
    this.#endAs({ kind: 'given-up', reason })
  }

  #nameOf(job: WorkerJob | undefined): string | null {
    return job ? this.#options.queue.job(job.id).name : null
  }

  #settled(): void {
    this.#pool.wake()
    this.#endIfSettled()
  }

  /** No process is started that would find nothing to do. */
  #findUse(): void {
    const inWork = this.#pool.statuses().filter(({ job }) => job !== undefined).length
    const open = this.#options.queue.waitingPieces + inWork
    this.#useful = Math.min(this.#options.workers, Math.max(this.#useful, open))
    this.#setWanted()
  }

  #setWanted(): void {
    this.#pool.setWanted(Math.min(this.#useful, this.#borne))
  }

  #endIfSettled(): void {
    if (this.#options.queue.isSettled && !this.#options.isMoreExpected()) {
      this.#endAs({ kind: 'completed' })
    }
  }

  #endAs(end: RunEnd): void {
    if (this.#end !== undefined) return
    this.#end = end
    void this.#finish(end)
  }

  async #finish(end: RunEnd): Promise<void> {
    const { queue, library } = this.#options
    const cancelled = end.kind === 'cancelled' ? queue.cancelWaiting() : []
    await this.#pool.stop()
    await library.giveUpWriting(this.#settle(cancelled))
    this.stopwatch.hold()
    this.#resolveEnded(end)
  }

  async #settle(cancelled: readonly JobId[]): Promise<void> {
    const { library, log } = this.#options
    await this.#results.settled()
    // A library that cannot be written leaves them waiting, for the next start to find.
    await library
      .setStates(cancelled, { kind: 'cancelled' })
      .catch((error: unknown) => log(String((error as Error).stack)))
  }
}
