import { sentenceOf } from '../../common/errors'
import type { JobId, TrackingSummary } from '../../common/jobs'
import { joinSubjects } from '../../common/joinSubjects'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Segment, StoredSegment } from '../../common/segments'
import { sentence, type Sentence } from '../../common/sentence'
import type { Task } from '../../common/tasks'
import type { WorkerJob } from '../../common/workerProtocol'
import type { Library } from '../library/library'
import type { RunOutcome } from '../pool/workerProcess'
import type { RunEnd } from './batchRun'
import { crashMessage, type JobQueue } from './jobQueue'

export interface RunResultsOptions {
  readonly queue: JobQueue
  readonly library: Library
  readonly task: Task
  /** Whether the run has been ended, so that what was in work is not tried again, and how. */
  readonly endedAs: () => RunEnd['kind'] | undefined
  /** Called after each outcome that has been settled. */
  readonly onSettled: () => void
  readonly log: (text: string) => void
}

/** Brings what the workers of a run yield into the library, and then into the queue. */
export class RunResults {
  readonly #options: RunResultsOptions
  /** Outcomes on their way into the library. */
  readonly #settling = new Set<Promise<void>>()
  /** Jobs of which the library did not take something: they cannot be done. */
  readonly #lost = new Map<JobId, Error>()
  /** Failed jobs: another worker may still be at a segment of them, and nothing of that counts. */
  readonly #failed = new Set<JobId>()

  constructor(options: RunResultsOptions) {
    this.#options = options
  }

  onPlanned(job: WorkerJob, segments: readonly Segment[]): void {
    const { queue, library } = this.#options
    queue.cut(job.id, segments)
    library.segments
      .add(job.id, segments)
      .catch((error: unknown) => this.#lost.set(job.id, error as Error))
  }

  onFrames(job: WorkerJob, frames: readonly FrameLandmarks[], progress: number | null): void {
    if (this.#failed.has(job.id)) return
    try {
      this.#options.library.appendFrames(job.id, frames)
    } catch (error) {
      this.#lost.set(job.id, error as Error)
    }
    this.#options.queue.setProgress(job, progress)
  }

  onOutcome(job: WorkerJob, outcome: RunOutcome): void {
    const settling = this.#settle(job, outcome)
      .catch((error: unknown) => this.#failToKeep(job.id, error as Error))
      .finally(() => {
        this.#settling.delete(settling)
        this.#options.onSettled()
      })
    this.#settling.add(settling)
  }

  /** Resolves when all outcomes so far are in the library and the queue. */
  async settled(): Promise<void> {
    await Promise.all(this.#settling)
  }

  async #settle(job: WorkerJob, outcome: RunOutcome): Promise<void> {
    if (this.#failed.has(job.id)) return
    const lost = this.#lost.get(job.id)
    this.#lost.delete(job.id)
    if (lost !== undefined) throw lost
    switch (outcome.kind) {
      case 'finished':
        return this.#finish(job, outcome)
      case 'failed':
        return this.#fail(job.id, sentenceOf(outcome.error))
      case 'crashed':
        return this.#tryAgain(job, outcome)
    }
  }

  async #finish(
    job: WorkerJob,
    { summary, subjects, thumbnail }: Extract<RunOutcome, { kind: 'finished' }>,
  ): Promise<void> {
    const { queue, library } = this.#options
    const segment = queue.segmentOf(job)
    if (thumbnail !== null) library.entries.addThumbnail(job.id, thumbnail)
    if (segment === undefined || subjects === null) {
      await library.finishSource(job.id, { kind: 'done', summary })
      queue.finish(job.id, summary)
      return
    }
    const { again, all } = queue.finishSegment(job, { summary, subjects })
    if (all) return this.#join(job.id, all)
    // At once, one after the other: a worker may begin with what is tracked again in this moment.
    const finishing = library.segments.finish(job.id, segment, { summary, subjects })
    const reopening = again && library.segments.reopen(job.id, again)
    await Promise.all([finishing, reopening])
  }

  /** Makes one result of a video's segments. */
  async #join(jobId: JobId, segments: readonly StoredSegment[]): Promise<void> {
    const { queue, library } = this.#options
    const results = segments.flatMap(({ result }) => result ?? [])
    const subjects = joinSubjects(
      results.map((result) => result.subjects),
      this.#options.task,
    )
    const summary = joinSummaries(results.map((result) => result.summary))
    const cuts = segments.map(({ segment }) => segment)
    await library.segments.join(jobId, cuts, subjects, { kind: 'done', summary })
    library.entries.changed()
    queue.finish(jobId, summary)
  }

  /** Half a file, or half a segment, is no result: another try begins with none of its frames. */
  async #tryAgain(
    job: WorkerJob,
    outcome: Extract<RunOutcome, { kind: 'crashed' }>,
  ): Promise<void> {
    const { queue, library, endedAs } = this.#options
    const segment = queue.segmentOf(job)
    if (segment === undefined) await library.discardFrames([job.id])
    else await library.segments.reopen(job.id, segment)
    const end = endedAs()
    const waits =
      end === undefined ? queue.mayTryAgain(job, outcome.isWorkerLost) : end !== 'cancelled'
    if (waits) queue.putBack(job)
    else if (end === 'cancelled') await this.#cancel(job.id)
    else await this.#fail(job.id, crashMessage(outcome))
  }

  async #cancel(jobId: JobId): Promise<void> {
    await this.#options.library.finishSource(jobId, { kind: 'cancelled' })
    this.#options.queue.cancel(jobId)
  }

  #failToKeep(jobId: JobId, error: Error): void {
    this.#options.log(String(error.stack))
    this.#failed.add(jobId)
    const message = sentence('sentences.file.notKept', { reason: sentenceOf(error) })
    this.#options.queue.fail(jobId, message)
  }

  async #fail(jobId: JobId, message: Sentence): Promise<void> {
    this.#failed.add(jobId)
    await this.#options.library.discardFrames([jobId])
    await this.#options.library.finishSource(jobId, { kind: 'failed', message })
    this.#options.queue.fail(jobId, message)
  }
}

function joinSummaries(summaries: readonly TrackingSummary[]): TrackingSummary {
  return summaries.reduce((whole, part) => ({
    ...whole,
    frames: whole.frames + part.frames,
    framesDetected: whole.framesDetected + part.framesDetected,
    subjects: Math.max(whole.subjects, part.subjects),
    durationMs: whole.durationMs + part.durationMs,
  }))
}
