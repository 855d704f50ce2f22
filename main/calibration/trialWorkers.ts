import { sentenceOf } from '../../common/errors'
import { countSubjects } from '../../common/landmarks'
import { sentence, SentenceError } from '../../common/sentence'
import type { StartWorker } from '../pool/workerConnection'
import { WorkerProcess, type OpenRequest } from '../pool/workerProcess'

export interface TrackedPhoto {
  readonly durationMs: number
  /** Hands, faces or people that were found in it. */
  readonly subjectsFound: number
}

export interface TrialWorkersOptions {
  readonly startWorker: StartWorker
  readonly photoPath: string
  /** Ends every process at once; what is awaited then rejects with its reason. */
  readonly signal: AbortSignal
  readonly log: (text: string) => void
}

/** Worker processes that track the sample photo over and over, to see how long they take. */
export class TrialWorkers {
  readonly #options: TrialWorkersOptions
  readonly #processes = new Set<WorkerProcess>()
  readonly #kill = (): void => {
    for (const process of this.#processes) process.kill()
  }

  constructor(options: TrialWorkersOptions) {
    this.#options = options
    options.signal.addEventListener('abort', this.#kill)
  }

  /** Starts one more and loads its model. */
  async open(request: OpenRequest): Promise<WorkerProcess> {
    const { startWorker, signal, log } = this.#options
    signal.throwIfAborted()
    const process = new WorkerProcess(startWorker(), log)
    this.#processes.add(process)
    const error = await process.open(request)
    signal.throwIfAborted()
    if (error) throw Object.assign(new SentenceError(sentenceOf(error)), { stack: error.stack })
    return process
  }

  /** Tracks the sample photo. */
  async track(process: WorkerProcess, inputLongSidePx: number): Promise<TrackedPhoto> {
    const { photoPath, signal } = this.#options
    signal.throwIfAborted()
    let subjectsFound = 0
    const startMs = performance.now()
    const outcome = await process.run(
      { id: 0, path: photoPath, mediaKind: 'photo', inputLongSidePx },
      {
        onPlanned: () => undefined,
        onFrames: (frames) => (subjectsFound = frames[0] ? countSubjects(frames[0]) : 0),
      },
    )
    const durationMs = performance.now() - startMs
    signal.throwIfAborted()
    if (outcome.kind === 'failed') {
      const reason = sentenceOf(outcome.error)
      throw new SentenceError(sentence('sentences.calibration.notTracked', { reason }))
    }
    if (outcome.kind === 'crashed') {
      const { reason } = outcome
      throw new SentenceError(sentence('sentences.calibration.ended', { reason }))
    }
    return { durationMs, subjectsFound }
  }

  /** Ends a process; it is gone when this resolves. */
  async close(process: WorkerProcess): Promise<void> {
    process.kill()
    await process.exited
    this.#processes.delete(process)
  }

  /** Ends all that are left. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#processes].map((process) => this.close(process)))
    this.#options.signal.removeEventListener('abort', this.#kill)
  }
}
