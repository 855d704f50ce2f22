import { checkMessage } from '../../common/checkMessage'
import type { WireError } from '../../common/errors'
import type { TrackingSummary } from '../../common/jobs'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Segment, SegmentSubjects } from '../../common/segments'
import { inEnglish, sentence, type Sentence } from '../../common/sentence'
import type { WorkerVitals } from '../../common/telemetry'
import {
  workerEventSchema,
  type WorkerEvent,
  type WorkerJob,
  type WorkerRequest,
} from '../../common/workerProtocol'
import type { WorkerConnection } from './workerConnection'

/** How one run of a job ended. A crash is not the file's failure yet: it is tried once more. */
export type RunOutcome =
  | {
      readonly kind: 'finished'
      readonly summary: TrackingSummary
      /** Null for what is no segment. */
      readonly subjects: SegmentSubjects | null
      /** A JPEG; null if none was wanted. */
      readonly thumbnail: Uint8Array | null
    }
  | { readonly kind: 'failed'; readonly error: WireError }
  | {
      readonly kind: 'crashed'
      readonly reason: Sentence
      /** The whole program that had the file is gone, or its machine: not the file's doing. */
      readonly isWorkerLost?: true
    }

export type OpenRequest = Extract<WorkerRequest, { kind: 'open' }>
export type OnFrames = (frames: readonly FrameLandmarks[], progress: number | null) => void
export type OnPlanned = (segments: readonly Segment[]) => void

/** Who is told what comes of a job before it has ended. */
export interface RunListener {
  readonly onPlanned: OnPlanned
  readonly onFrames: OnFrames
}

interface RunInWork extends RunListener {
  readonly jobId: number
  readonly settle: (outcome: RunOutcome) => void
}

/** Main's end of one landmark worker: requests out, events in, one job at a time. */
export class WorkerProcess {
  /** Resolves, never rejects, when the process has ended, with a few words on why. */
  readonly exited: Promise<Sentence>
  readonly #connection: WorkerConnection
  readonly #log: (text: string) => void
  #run: RunInWork | undefined
  #opened: ((error: WireError | undefined) => void) | undefined
  #endReason: Sentence | undefined
  #vitals: WorkerVitals | undefined
  #filesSettled = 0
  /** When something last came of the file in work. */
  #lastSignMs = 0
  #isPaused = false

  constructor(connection: WorkerConnection, log: (text: string) => void) {
    this.#connection = connection
    this.#log = log
    this.exited = new Promise((resolve) =>
      connection.onExit((exitReason) => {
        const reason = this.#endReason ?? exitReason
        this.#settleRun({ kind: 'crashed', reason })
        resolve(reason)
      }),
    )
    connection.onMessage((message) => this.#receive(message))
  }

  get processId(): number | undefined {
    return this.#connection.processId()
  }

  /** What it last told of its memory; undefined before the first time. */
  get vitals(): WorkerVitals | undefined {
    return this.#vitals
  }

  /** Files that it was given and that came to an end. */
  get filesSettled(): number {
    return this.#filesSettled
  }

  /** How long nothing has come of the file in work; 0 while there is none, or a pause. */
  get silenceMs(): number {
    return this.#run && !this.#isPaused ? performance.now() - this.#lastSignMs : 0
  }

  /** Loads and warms up the model. Answers undefined when ready, or what went wrong. */
  async open(request: OpenRequest): Promise<WireError | undefined> {
    const answered = new Promise<WireError | undefined>((resolve) => (this.#opened = resolve))
    const died = this.exited.then((reason) => {
      const said = sentence('sentences.worker.ended', { reason })
      return { name: 'WorkerCrash', message: inEnglish(said), sentence: said }
    })
    this.#connection.post(request)
    return Promise.race([answered, died])
  }

  /** Tracks a file, or a segment of it. Never rejects: how it ended is the answer. */
  run(job: WorkerJob, listener: RunListener): Promise<RunOutcome> {
    return new Promise((settle) => {
      this.#run = { jobId: job.id, ...listener, settle }
      this.#lastSignMs = performance.now()
      this.#connection.post({ kind: 'run', job })
    })
  }

  /** Hints that this job is likely next, so that its reading, and decoding, can begin. */
  prepare(job: WorkerJob, decodesAhead: boolean): void {
    this.#connection.post({ kind: 'prepare', job, decodesAhead })
  }

  pause(): void {
    this.#isPaused = true
    this.#connection.post({ kind: 'pause' })
  }

  resume(): void {
    this.#isPaused = false
    this.#lastSignMs = performance.now()
    this.#connection.post({ kind: 'resume' })
  }

  /** @param reason why, if somebody should read it: what its file is said to have died of. */
  kill(reason?: Sentence): void {
    this.#endReason ??= reason
    this.#connection.kill()
  }

  #receive(message: unknown): void {
    const parsed = checkMessage(workerEventSchema, message)
    if (parsed.success) return this.#handle(parsed.data)
    const reason = sentence('sentences.worker.misfit')
    this.#log(`${inEnglish(reason)}: ${parsed.error.message}`)
    this.kill(reason)
  }

  #handle(event: WorkerEvent): void {
    switch (event.kind) {
      case 'ready':
        return this.#opened?.(undefined)
      case 'open-failed':
        return this.#opened?.(event.error)
      case 'log':
        return this.#log(event.text)
      case 'vitals':
        this.#vitals = event.vitals
        return
      case 'frames':
        this.#lastSignMs = performance.now()
        if (event.jobId === this.#run?.jobId) this.#run.onFrames(event.frames, event.progress)
        return
      case 'planned':
        this.#lastSignMs = performance.now()
        if (event.jobId === this.#run?.jobId) this.#run.onPlanned(event.segments)
        return
      case 'finished': {
        const { kind, summary, subjects, thumbnail, jobId } = event
        return this.#settleRun({ kind, summary, subjects, thumbnail }, jobId)
      }
      case 'failed':
        return this.#settleRun({ kind: 'failed', error: event.error }, event.jobId)
    }
  }

  #settleRun(outcome: RunOutcome, jobId = this.#run?.jobId): void {
    if (this.#run === undefined || this.#run.jobId !== jobId) return
    const { settle } = this.#run
    this.#run = undefined
    this.#filesSettled += 1
    settle(outcome)
  }
}
