import type { JobId } from '../../common/jobs'
import type { Sentence } from '../../common/sentence'
import type { WorkerJob } from '../../common/workerProtocol'
import type { OnFrames, OnPlanned, RunOutcome } from './workerProcess'

/** Where the pool gets its work and leaves what came of it. */
export interface PoolWork {
  /** The next in line, the preferred one if it still waits; undefined if there is none now. */
  take(worker: number, preferred: JobId | undefined): WorkerJob | undefined
  /** A waiting job that is not among `taken`: likely the one to be taken next. */
  peek(taken: ReadonlySet<JobId>): WorkerJob | undefined
  /** Size of a job's file. */
  sizeBytes(jobId: JobId): number
  onPlanned(job: WorkerJob, ...segments: Parameters<OnPlanned>): void
  onFrames(job: WorkerJob, ...frames: Parameters<OnFrames>): void
  /** The worker does not wait for what is made of it: it takes its next job at once. */
  onOutcome(job: WorkerJob, outcome: RunOutcome): void
  /** No worker can be started any more: nothing that waits will be done. */
  onGivenUp(reason: Sentence): void
}
