import type { WorkerStatus } from '../../common/batch'
import { sentenceOf } from '../../common/errors'
import type { JobId } from '../../common/jobs'
import { inEnglish, sentence, type Sentence } from '../../common/sentence'
import type { ProcessSample, TelemetryEvent } from '../../common/telemetry'
import type { WorkerJob } from '../../common/workerProtocol'
import type { PoolWork } from './poolWork'
import { longestSilenceMs, RecyclePolicy, type RecycleLimits } from './recyclePolicy'
import type { StartWorker } from './workerConnection'
import { WorkerProcess, type OpenRequest } from './workerProcess'

/** What a slot asks of its pool. */
export interface SlotPool {
  isStopping(): boolean
  isPaused(): boolean
  /** Whether this place may be filled: the pool may have been told to do with fewer. */
  isWanted(slot: number): boolean
  /** Says which job is likely next for this slot, and has its process prepare it. */
  prepareNext(slot: WorkerSlot, process: WorkerProcess): void
  /** Resolves when it is worth looking again: new work, a resume, another number, the end. */
  woken(): Promise<void>
  wake(): void
}

export interface SlotOptions {
  readonly startWorker: StartWorker
  readonly open: OpenRequest
  readonly work: PoolWork
  readonly limits: () => RecycleLimits
  readonly onStatusChanged: () => void
  readonly note: (event: WorkerNote) => void
  readonly log: (text: string) => void
}

export type WorkerNote = Omit<TelemetryEvent, 'timeMs'>

/** What a slot is doing, and what its process shows of itself; whoever knows the jobs names them. */
export type SlotStatus = Omit<WorkerStatus, 'file' | 'stretch'> & {
  readonly job: WorkerJob | undefined
}
export type WorkerSample = Omit<ProcessSample, 'file'> & { readonly job: WorkerJob | undefined }

interface StartFailure {
  readonly reason: Sentence
  /** What the worker itself reports, a missing model say, will not mend by trying again. */
  readonly isFinal: boolean
}

/** A fresh process beside the one that is to be retired. */
interface Successor {
  /** Why it is wanted. */
  readonly reason: Sentence
  readonly process: WorkerProcess
  readonly opening: Promise<StartFailure | undefined>
  isReady: boolean
}

/** A process that dies this often in a row before it is ready is not started again. */
const maxFailedStarts = 3
/** How long to wait with another successor after one did not start. */
const successorRestMs = 60_000

/**
 * A place in the pool: one process at a time works for it. When that dies, another is started; when
 * it is better replaced, a fresh one is made ready beside it first, and it ends after its file.
 */
export class WorkerSlot {
  readonly index: number
  preparedJobId: JobId | undefined
  readonly #pool: SlotPool
  readonly #options: SlotOptions
  #state: WorkerStatus['state'] = 'starting'
  #process: WorkerProcess | undefined
  #policy: RecyclePolicy | undefined
  #successor: Successor | undefined
  #successorNotBeforeMs = 0
  #work: { readonly job: WorkerJob; readonly sinceMs: number } | undefined

  constructor(index: number, pool: SlotPool, options: SlotOptions) {
    this.index = index
    this.#pool = pool
    this.#options = options
  }

  /** Keeps the place filled. Answers why it was given up, or undefined when the pool stops. */
  async serve(): Promise<Sentence | undefined> {
    let failedStarts = 0
    while (!this.#pool.isStopping()) {
      if (!this.#pool.isWanted(this.index)) {
        this.#setState('stopped')
        await this.#pool.woken()
        continue
      }
      const process = this.#create()
      this.#process = process
      this.#setState('starting')
      const failure = await this.#open(process)
      if (failure === undefined) {
        failedStarts = 0
        await this.#workWithAll(process)
      } else if (++failedStarts === maxFailedStarts || failure.isFinal) {
        this.#setState('stopped')
        return failure.reason
      }
    }
    this.#setState('stopped')
    return undefined
  }

  pause(): void {
    this.#process?.pause()
  }

  resume(): void {
    this.#process?.resume()
  }

  /** Ends the processes of this place at once. */
  kill(): void {
    this.#process?.kill()
    this.#successor?.process.kill()
  }

  /** Once a second: ends a process that hangs, and replaces one that has grown too large. */
  look(): void {
    const process = this.#process
    if (process === undefined || this.#policy === undefined) return
    if (
      this.#work &&
      process.silenceMs > longestSilenceMs(this.#options.work.sizeBytes(this.#work.job.id))
    ) {
      const seconds = Math.round(process.silenceMs / 1000)
      const reason = sentence('sentences.worker.silent', { seconds })
      this.#note('stalled', process, sentence('sentences.telemetry.stalled', { reason }))
      process.kill(reason)
      return
    }
    if (process.vitals === undefined || this.#successor) return
    const reason = this.#policy.judge(process.filesSettled, process.vitals.rssBytes)
    if (reason !== undefined) this.#raiseSuccessor(reason)
  }

  status(): SlotStatus {
    return {
      worker: this.index,
      processId: this.#process?.processId ?? null,
      state: this.#state === 'busy' && this.#pool.isPaused() ? 'paused' : this.#state,
      job: this.#work?.job,
    }
  }

  /** Of each of its processes that has told of itself: a successor beside its worker counts too. */
  samples(): WorkerSample[] {
    return [this.#process, this.#successor?.process].flatMap((process) =>
      process === undefined ? [] : (this.#sample(process) ?? []),
    )
  }

  #sample(process: WorkerProcess): WorkerSample | undefined {
    const { processId, vitals, filesSettled } = process
    if (vitals === undefined || processId === undefined) return undefined
    const work = process === this.#process ? this.#work : undefined
    return {
      ...{ role: 'worker', worker: this.index, processId },
      ...vitals,
      filesSettled,
      job: work?.job,
      fileAgeMs: work ? performance.now() - work.sinceMs : null,
    }
  }

  #create(): WorkerProcess {
    return new WorkerProcess(this.#options.startWorker(), this.#options.log)
  }

  /** Loads the model. Answers what went wrong, if something did; the process has ended then. */
  async #open(process: WorkerProcess): Promise<StartFailure | undefined> {
    const error = await process.open(this.#options.open)
    if (this.#pool.isPaused()) process.pause()
    if (error === undefined) {
      this.#note('started', process, sentence('sentences.telemetry.ready'))
      return undefined
    }
    process.kill()
    await process.exited
    this.#options.log(`Worker ${this.index} did not start: ${error.stack ?? error.message}`)
    return { reason: sentenceOf(error), isFinal: error.name !== 'WorkerCrash' }
  }

  /** Works with a process, and with each successor that takes over from it. */
  async #workWithAll(first: WorkerProcess): Promise<void> {
    let process: WorkerProcess | undefined = first
    while (process !== undefined) {
      this.#process = process
      this.#policy = new RecyclePolicy(this.#options.limits)
      await this.#workWith(process)
      this.#policy = undefined
      this.preparedJobId = undefined
      process = await this.#takeSuccessor()
    }
  }

  /** Runs jobs in a process until it ends, or a successor stands ready. */
  async #workWith(process: WorkerProcess): Promise<void> {
    let crashReason: Sentence | undefined
    const exited = process.exited.then((reason) => (crashReason = reason))
    const goesOn = (): boolean =>
      crashReason === undefined &&
      !this.#pool.isStopping() &&
      this.#pool.isWanted(this.index) &&
      this.#successor?.isReady !== true
    while (goesOn()) {
      const job = this.#takeJob()
      if (job === undefined) {
        this.#setState('idle')
        await Promise.race([this.#pool.woken(), exited])
      } else {
        await this.#runJob(process, job)
      }
    }
    if (crashReason !== undefined) this.#noteCrash(process, crashReason)
    process.kill()
    await exited
  }

  #takeJob(): WorkerJob | undefined {
    if (this.#pool.isPaused()) return undefined
    return this.#options.work.take(this.index, this.preparedJobId)
  }

  async #runJob(process: WorkerProcess, job: WorkerJob): Promise<void> {
    const { work } = this.#options
    this.#work = { job, sinceMs: performance.now() }
    this.#setState('busy')
    const running = process.run(job, {
      onPlanned: (segments) => work.onPlanned(job, segments),
      onFrames: (...frames) => work.onFrames(job, ...frames),
    })
    this.#pool.prepareNext(this, process)
    const outcome = await running
    this.#work = undefined
    work.onOutcome(job, outcome)
  }

  #raiseSuccessor(reason: Sentence): void {
    if (performance.now() < this.#successorNotBeforeMs) return
    const process = this.#create()
    const successor: Successor = { reason, process, opening: this.#open(process), isReady: false }
    this.#successor = successor
    void successor.opening.then((failure) => {
      successor.isReady = failure === undefined
      if (failure && this.#successor === successor) {
        this.#successor = undefined
        this.#successorNotBeforeMs = performance.now() + successorRestMs
      }
      this.#pool.wake()
    })
  }

  /** The process that works on, if one was made ready or is on the way. */
  async #takeSuccessor(): Promise<WorkerProcess | undefined> {
    const successor = this.#successor
    const retired = this.#process
    this.#successor = undefined
    if (successor === undefined) {
      if (!this.#pool.isStopping() && !this.#pool.isWanted(this.index)) {
        this.#note('retired', retired, sentence('sentences.telemetry.fewerWorkers'))
      }
      return undefined
    }
    this.#process = successor.process
    if (await successor.opening) return undefined
    if (this.#pool.isStopping() || !this.#pool.isWanted(this.index)) {
      successor.process.kill()
      await successor.process.exited
      return undefined
    }
    this.#note('retired', retired, successor.reason)
    return successor.process
  }

  #noteCrash(process: WorkerProcess, reason: Sentence): void {
    if (this.#pool.isStopping()) return
    this.#options.log(`Worker ${this.index} crashed: ${inEnglish(reason)}`)
    this.#note('crashed', process, sentence('sentences.telemetry.crashed', { reason }))
    this.#setState('crashed')
  }

  #note(kind: WorkerNote['kind'], process: WorkerProcess | undefined, reason: Sentence): void {
    const processId = process?.processId ?? null
    this.#options.note({ kind, worker: this.index, processId, reason })
  }

  #setState(state: WorkerStatus['state']): void {
    this.#state = state
    this.#options.onStatusChanged()
  }
}
