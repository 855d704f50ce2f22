import type { WorkerStatus } from '../../common/batch'
import type { JobId } from '../../common/jobs'
import type { FrameLandmarks } from '../../common/landmarks'
import type { ProcessSample } from '../../common/telemetry'
import type { WorkerJob } from '../../common/workerProtocol'
import { crashMessage, type JobQueue } from './jobQueue'
import type { Library } from '../library/library'
import { Stopwatch } from './stopwatch'
import type { StartWorker } from '../pool/workerConnection'
import type { PoolWork } from '../pool/poolWork'
import { WorkerPool, type PoolSupervision } from '../pool/workerPool'
import type { OpenRequest, RunOutcome } from '../pool/workerProcess'

/** How a run ended. `given-up`: no worker can be started; what waited still waits. */
export type RunEnd =
  | { readonly kind: 'completed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'given-up'; readonly reason: string }

export interface BatchRunOptions {
  readonly queue: JobQueue
  readonly library: Library
  readonly workers: number
  readonly startWorker: StartWorker
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
  readonly #pool: WorkerPool
  /** Outcomes on their way into the library. */
  readonly #settling = new Set<Promise<void>>()
  /** Jobs of which the library did not take a frame: they cannot be done. */
  readonly #lost = new Map<JobId, Error>()
  #end: RunEnd | undefined
  #resolveEnded!: (end: RunEnd) => void

  constructor(options: BatchRunOptions) {
    this.#options = options
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve))
    this.#pool = new WorkerPool({
      size: options.workers,
      startWorker: options.startWorker,
      open: options.open,
      work: this,
      supervision: options.supervision,
      onStatusChanged: options.onWorkersChanged,
      log: options.log,
    })
  }

  start(): void {
    this.stopwatch.start()
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
    this.#pool.wake()
    this.#endIfSettled()
  }

  /** Ends the run at once; files in work are cancelled too. Resolves when no process is left. */
  async cancel(): Promise<void> {
    this.#endAs({ kind: 'cancelled' })
    await this.ended
  }

  workers(): WorkerStatus[] {
    return this.#pool.statuses().map((status) => this.#nameFile(status))
  }

  /** How many workers there may be from now on, at most those that it began with. */
  setWantedWorkers(count: number): void {
    this.#pool.setWanted(count)
  }

  /** What the worker processes last told of themselves. */
  workerSamples(): ProcessSample[] {
    return this.#pool.samples().map((sample) => this.#nameFile(sample))
  }

  take(worker: number, preferred: JobId | undefined): WorkerJob | undefined {
    return this.#end === undefined ? this.#options.queue.take(worker, preferred) : undefined
  }

  peek(taken: ReadonlySet<JobId>): WorkerJob | undefined {
    return this.#options.queue.peek(taken)
  }

  sizeBytes(jobId: JobId): number {
    return this.#options.queue.job(jobId).sizeBytes
  }

  onFrames(jobId: JobId, frames: readonly FrameLandmarks[], progress: number | null): void {
    try {
      this.#options.library.appendFrames(jobId, frames)
    } catch (error) {
      this.#lost.set(jobId, error as Error)
    }
    this.#options.queue.setProgress(jobId, progress)
  }

  onOutcome(jobId: JobId, outcome: RunOutcome): void {
    const settling = this.#settle(jobId, outcome)
      .catch((error: unknown) => this.#failToKeep(jobId, error as Error))
      .finally(() => {
        this.#settling.delete(settling)
        this.#pool.wake()
        this.#endIfSettled()
      })
    this.#settling.add(settling)
  }

  onGivenUp(reason: string): void {
    this.#endAs({ kind: 'given-up', reason })
  }

  #nameFile<T extends { readonly jobId: JobId | undefined }>({ jobId, ...rest }: T) {
    const file = jobId === undefined ? null : this.#options.queue.job(jobId).name
    return { ...rest, file }
  }

  async #settle(jobId: JobId, outcome: RunOutcome): Promise<void> {
    const { queue, library } = this.#options
    const lost = this.#lost.get(jobId)
    this.#lost.delete(jobId)
    if (lost !== undefined) throw lost
    if (outcome.kind === 'finished') {
      await library.finishSource(jobId, { kind: 'done', summary: outcome.summary })
      queue.finish(jobId, outcome.summary)
      return
    }
    // Half a file is no result: a second try, or somebody's retry, begins with none of its frames.
    await library.discardFrames(jobId)
    if (outcome.kind === 'failed') return this.#fail(jobId, outcome.error.message)
    if (this.#end !== undefined) return this.#cancelInWork(jobId)
    if (queue.mayTryAgain(jobId)) {
      queue.putBack(jobId)
      return
    }
    return this.#fail(jobId, crashMessage(outcome))
  }

  #failToKeep(jobId: JobId, error: Error): void {
    this.#options.log(String(error.stack))
    const message = `Its landmarks could not be kept in the library: ${error.message}`
    this.#options.queue.fail(jobId, message)
  }

  async #fail(jobId: JobId, message: string): Promise<void> {
    await this.#options.library.finishSource(jobId, { kind: 'failed', message })
    this.#options.queue.fail(jobId, message)
  }

  async #cancelInWork(jobId: JobId): Promise<void> {
    if (this.#end?.kind === 'given-up') {
      this.#options.queue.putBack(jobId)
      return
    }
    await this.#options.library.finishSource(jobId, { kind: 'cancelled' })
    this.#options.queue.cancel(jobId)
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
    await Promise.all(this.#settling)
    this.stopwatch.hold()
    // A library that cannot be written leaves them waiting, for the next start to find.
    await library
      .finishSources(cancelled, { kind: 'cancelled' })
      .catch((error: unknown) => this.#options.log(String((error as Error).stack)))
    this.#resolveEnded(end)
  }
}
