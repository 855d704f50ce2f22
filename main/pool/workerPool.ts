import { availableParallelism } from 'node:os'
import type { WorkerStatus } from '../../common/batch'
import type { JobId } from '../../common/jobs'
import type { WorkerJob } from '../../common/workerProtocol'
import type { StartWorker } from './workerConnection'
import { WorkerProcess, type OnFrames, type OpenRequest, type RunOutcome } from './workerProcess'

/** Where the pool gets its work and leaves what came of it. */
export interface PoolWork {
  /** The next job in line, the preferred one if it still waits; undefined if there is none now. */
  take(worker: number, preferred: JobId | undefined): WorkerJob | undefined
  /** A waiting job that is not among `taken`: likely the one to be taken next. */
  peek(taken: ReadonlySet<JobId>): WorkerJob | undefined
  onFrames(jobId: JobId, ...frames: Parameters<OnFrames>): void
  /** The worker does not wait for what is made of it: it takes its next job at once. */
  onOutcome(jobId: JobId, outcome: RunOutcome): void
  /** No worker can be started any more: nothing that waits will be done. */
  onGivenUp(reason: string): void
}

export interface WorkerPoolOptions {
  /** How many processes, at least 1. */
  readonly size: number
  readonly startWorker: StartWorker
  readonly open: OpenRequest
  readonly work: PoolWork
  readonly onStatusChanged: () => void
  readonly log: (text: string) => void
}

/** A place in the pool: one process at a time, replaced when it dies. */
interface Slot {
  readonly index: number
  process: WorkerProcess | undefined
  state: WorkerStatus['state']
  jobId: JobId | undefined
  preparedJobId: JobId | undefined
}

/** A process that dies this often in a row before it is ready is not started again. */
const maxFailedStarts = 3

/**
 * N worker processes that pull jobs until they are stopped. Each runs one job while the next one is
 * prepared; whichever is free takes the next job, so none idles while work waits.
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #slots: readonly Slot[]
  readonly #waitingForJob = new Set<() => void>()
  #served: Promise<unknown> = Promise.resolve()
  #stopping = false
  #paused = false

  constructor(options: WorkerPoolOptions) {
    this.#options = options
    this.#slots = Array.from({ length: options.size }, (_, index) => ({
      index,
      process: undefined,
      state: 'starting',
      jobId: undefined,
      preparedJobId: undefined,
    }))
  }

  start(): void {
    this.#served = this.#serveAll()
  }

  /** Tells idle workers that there is new work. */
  wake(): void {
    for (const proceed of [...this.#waitingForJob]) proceed()
  }

  /** Workers hold before their next frame; no new file is begun. */
  pause(): void {
    this.#paused = true
    for (const slot of this.#slots) slot.process?.pause()
  }

  resume(): void {
    this.#paused = false
    for (const slot of this.#slots) slot.process?.resume()
    this.wake()
  }

  /** Ends every process at once. When it resolves, none is left. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const slot of this.#slots) slot.process?.kill()
    this.wake()
    await this.#served
  }

  /** What each place of the pool is doing; `jobId` names the file in work. */
  statuses(): (Omit<WorkerStatus, 'file'> & { jobId: JobId | undefined })[] {
    return this.#slots.map(({ index, process, state, jobId }) => ({
      worker: index,
      processId: process?.processId ?? null,
      state,
      jobId,
    }))
  }

  async #serveAll(): Promise<void> {
    const endings = await Promise.all(this.#slots.map((slot) => this.#serve(slot)))
    const [reason] = endings.filter((ending) => ending !== undefined)
    if (!this.#stopping && reason !== undefined) this.#options.work.onGivenUp(reason)
  }

  /** Keeps one place filled. Answers why it was given up, or undefined when the pool stops. */
  async #serve(slot: Slot): Promise<string | undefined> {
    let failedStarts = 0
    while (!this.#stopping) {
      const failure = await this.#fill(slot)
      if (failure === undefined) {
        failedStarts = 0
        await this.#work(slot)
      } else if (++failedStarts === maxFailedStarts || failure.isFinal) {
        this.#setState(slot, 'stopped')
        return failure.reason
      }
    }
    this.#setState(slot, 'stopped')
    return undefined
  }

  async #fill(slot: Slot): Promise<{ reason: string; isFinal: boolean } | undefined> {
    const process = new WorkerProcess(this.#options.startWorker(), this.#options.log)
    slot.process = process
    this.#setState(slot, 'starting')
    const error = await process.open(this.#options.open)
    if (this.#paused) process.pause()
    if (error === undefined) return undefined
    process.kill()
    await process.exited
    this.#options.log(`Worker ${slot.index} did not start: ${error.stack ?? error.message}`)
    // What the worker itself reports, a missing model say, will not mend by trying again.
    return { reason: error.message, isFinal: error.name !== 'WorkerCrash' }
  }

  /** Runs jobs in the slot's process until that process ends. */
  async #work(slot: Slot): Promise<void> {
    const process = slot.process
    if (process === undefined) return
    let isAlive = true
    const exited = process.exited.then((reason) => {
      isAlive = false
      if (!this.#stopping) this.#options.log(`Worker ${slot.index} crashed: ${reason}`)
    })
    while (isAlive && !this.#stopping) {
      const job = this.#takeJob(slot)
      if (job === undefined) await Promise.race([this.#jobAvailable(slot), exited])
      else await this.#runJob(slot, process, job)
    }
    process.kill()
    await exited
    slot.preparedJobId = undefined
    this.#setState(slot, 'crashed')
  }

  #takeJob(slot: Slot): WorkerJob | undefined {
    return this.#paused ? undefined : this.#options.work.take(slot.index, slot.preparedJobId)
  }

  #jobAvailable(slot: Slot): Promise<void> {
    this.#setState(slot, 'idle')
    return new Promise((resolve) => {
      const proceed = (): void => {
        this.#waitingForJob.delete(proceed)
        resolve()
      }
      this.#waitingForJob.add(proceed)
    })
  }

  async #runJob(slot: Slot, process: WorkerProcess, job: WorkerJob): Promise<void> {
    const { work } = this.#options
    slot.jobId = job.id
    this.#setState(slot, 'busy')
    const running = process.run(job, (...frames) => work.onFrames(job.id, ...frames))
    this.#prepareNext(slot, process)
    const outcome = await running
    slot.jobId = undefined
    work.onOutcome(job.id, outcome)
  }

  /**
   * Decoding ahead takes a core of its own. Where every core has a worker already, it makes all of
   * them slower (by 16 to 19 % on two cores), so there only the file is read ahead.
   */
  #prepareNext(slot: Slot, process: WorkerProcess): void {
    slot.preparedJobId = undefined
    const taken = new Set(this.#slots.flatMap((other) => other.preparedJobId ?? []))
    const next = this.#options.work.peek(taken)
    if (next === undefined) return
    slot.preparedJobId = next.id
    process.prepare(next, this.#options.size < availableParallelism())
  }

  #setState(slot: Slot, state: Slot['state']): void {
    slot.state = state
    this.#options.onStatusChanged()
  }
}
