import type { JobId, TrackingSummary } from '../../common/jobs'
import type { FrameLandmarks } from '../../common/landmarks'
import { inEnglish, type Sentence } from '../../common/sentence'
import type { WorkerJob } from '../../common/workerProtocol'
import type { PoolWork } from '../pool/poolWork'
import type { RunOutcome } from '../pool/workerProcess'

export interface TrackedPhoto {
  readonly landmarks: FrameLandmarks
  readonly summary: TrackingSummary
}

export interface WaitingPhoto {
  readonly path: string
  readonly sizeBytes: number
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

interface Entry extends WaitingPhoto {
  readonly job: WorkerJob
  tries: number
  landmarks: FrameLandmarks | undefined
  readonly resolve: (tracked: TrackedPhoto) => void
  readonly reject: (error: Error) => void
}

/** A photo that kills its worker is given to another one once. */
const mostTries = 2

/** Photos that somebody waits for, in the order in which they came. */
export class PhotoLine implements PoolWork {
  readonly #onAdded: () => void
  readonly #waiting: Entry[] = []
  readonly #inWork = new Map<JobId, Entry>()
  #nextId = 0

  /** @param onAdded is called when there is a photo to be taken. */
  constructor(onAdded: () => void) {
    this.#onAdded = onAdded
  }

  /** How many are waiting or in work. */
  get length(): number {
    return this.#waiting.length + this.#inWork.size
  }

  /** Resolves when a worker has tracked it. Rejects with a sentence for people. */
  track(photo: WaitingPhoto): Promise<TrackedPhoto> {
    return new Promise((resolve, reject) => {
      const id = this.#nextId++
      const job: WorkerJob = { id, path: photo.path, mediaKind: 'photo' }
      this.#waiting.push({ ...photo, job, tries: 0, landmarks: undefined, resolve, reject })
      this.#onAdded()
    })
  }

  take(_worker: number, preferred: JobId | undefined): WorkerJob | undefined {
    this.#forgetAborted()
    const index = this.#waiting.findIndex(({ job }) => job.id === preferred)
    const [entry] = this.#waiting.splice(Math.max(0, index), 1)
    if (entry === undefined) return undefined
    entry.tries += 1
    this.#inWork.set(entry.job.id, entry)
    return entry.job
  }

  peek(taken: ReadonlySet<JobId>): WorkerJob | undefined {
    return this.#waiting.find(({ job }) => !taken.has(job.id))?.job
  }

  sizeBytes(jobId: JobId): number {
    return this.#inWork.get(jobId)?.sizeBytes ?? 0
  }

  onPlanned(): void {
    throw new Error('A photo has no segments.')
  }

  onFrames({ id }: WorkerJob, [landmarks]: readonly FrameLandmarks[]): void {
    const entry = this.#inWork.get(id)
    if (entry) entry.landmarks = landmarks
  }

  onOutcome({ id }: WorkerJob, outcome: RunOutcome): void {
    const entry = this.#inWork.get(id)
    if (entry === undefined) return
    this.#inWork.delete(id)
    const error = this.#settle(entry, outcome)
    if (error !== undefined) entry.reject(new Error(error))
  }

  onGivenUp(reason: Sentence): void {
    this.close(`No worker could be started: ${inEnglish(reason)}`)
  }

  /** Nothing that waits will be done. */
  close(reason: string): void {
    const entries = [...this.#waiting.splice(0), ...this.#inWork.values()]
    this.#inWork.clear()
    for (const { reject } of entries) reject(new Error(reason))
  }

  /** Answers why it failed, if it did. */
  #settle(entry: Entry, outcome: RunOutcome): string | undefined {
    switch (outcome.kind) {
      case 'finished':
        if (entry.landmarks === undefined) return 'The worker has told no landmarks.'
        entry.resolve({ landmarks: entry.landmarks, summary: outcome.summary })
        return undefined
      case 'failed':
        return outcome.error.message
      case 'crashed':
        if (entry.tries >= mostTries)
          return `Two workers ended at this photo (${inEnglish(outcome.reason)}).`
        this.#waiting.unshift(entry)
        this.#onAdded()
        return undefined
    }
  }

  #forgetAborted(): void {
    for (const entry of this.#waiting.filter(({ signal }) => signal.aborted)) {
      this.#waiting.splice(this.#waiting.indexOf(entry), 1)
      entry.reject(new Error('Nobody waits for the answer any more.'))
    }
  }
}
