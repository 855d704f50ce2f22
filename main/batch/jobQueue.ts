import type { Job, JobId, JobState, JobStateKind, TrackingSummary } from '../../common/jobs'
import { subjectsToFollow } from '../../common/joinSubjects'
import type { Segment, SegmentResult, Sighting, StoredSegment } from '../../common/segments'
import { sentence, type Sentence } from '../../common/sentence'
import type { WorkerJob } from '../../common/workerProtocol'
import type { RunOutcome } from '../pool/workerProcess'

/** What kills its worker is tried once more, then its file is set aside. */
const maxTries = 2
/** What goes down with whole machines is set aside too, in the end. */
const maxLosses = 5

/** What a worker does in one go: a photo, a short video, or a segment of a long one. */
interface Piece {
  /** Undefined is the whole file. */
  readonly segment: Segment | undefined
  state: 'waiting' | 'running' | 'done'
  tries: number
  /** How often the program that had it was lost with its machine. */
  losses: number
  /** Share of the piece done, 0 to 1; null where it cannot be told. */
  progress: number | null
  result: SegmentResult | null
  /** Whom it is to follow, where at first it followed others than the segment before. */
  follow: readonly Sighting[]
  /** Whether it has been compared with the segment before; that is done once. */
  isCompared: boolean
}

/** What a finished segment of a video leads to. */
export interface SegmentStep {
  /** Another one that must be tracked again, to follow the right subjects. */
  readonly again: Segment | undefined
  /** The results of all, once the last one is done. */
  readonly all: readonly StoredSegment[] | undefined
}

interface Entry {
  job: Job
  /** One until a worker finds that the video is long and has cut it. */
  pieces: readonly Piece[]
}

/**
 * The jobs of one batch and where each stands. Hands out waiting jobs in the order in which they
 * were added, the segments of a video that was begun first, and applies what came of them; knows
 * nothing of processes, files or screens.
 */
export class JobQueue {
  readonly #entries = new Map<JobId, Entry>()
  /** Ids of jobs that wait as a whole, in line. A Set keeps its order and takes from anywhere. */
  readonly #waiting = new Set<JobId>()
  /** Ids of jobs that were cut and have segments that wait. */
  readonly #cut = new Set<JobId>()
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

  /** How many more workers would find something to do. */
  get waitingPieces(): number {
    let count = this.#waiting.size
    for (const id of this.#cut) count += this.#entry(id).pieces.filter(isWaiting).length
    return count
  }

  /** @param segments of those long videos that were begun earlier. */
  add(jobs: readonly Job[], segments?: ReadonlyMap<JobId, readonly StoredSegment[]>): void {
    for (const job of jobs) {
      const stored = segments?.get(job.id)?.map(storedPiece)
      const entry: Entry = { job, pieces: stored ?? [newPiece(undefined)] }
      if (job.state.kind === 'waiting') entry.job = { ...job, state: waitingState(entry) }
      this.#entries.set(job.id, entry)
      this.#counts[job.state.kind] += 1
      this.#line(entry)
    }
  }

  /** All jobs, in the order in which they were added. */
  jobs(): Job[] {
    return [...this.#entries.values()].map((entry) => entry.job)
  }

  job(id: JobId): Job {
    return this.#entry(id).job
  }

  /** Hands a worker a segment of a video that was begun, the preferred job, or the first in line. */
  take(worker: number, preferred?: JobId): WorkerJob | undefined {
    const isPreferredWaiting = preferred !== undefined && this.#waiting.has(preferred)
    const inLine = isPreferredWaiting ? preferred : firstOf(this.#waiting)
    const id = firstOf(this.#cut) ?? inLine
    if (id === undefined) return undefined
    const entry = this.#entry(id)
    const piece = entry.pieces.find(isWaiting)!
    piece.state = 'running'
    piece.tries += 1
    piece.progress = 0
    this.#move(entry, { kind: 'running', worker, progress: shareDone(entry) })
    return workerJob(entry.job, piece)
  }

  /** The first job in line that is not among `taken`. */
  peek(taken: ReadonlySet<JobId>): WorkerJob | undefined {
    for (const id of this.#waiting) if (!taken.has(id)) return workerJob(this.job(id))
    return undefined
  }

  /** Takes how a video that is in work as a whole is cut: it is its first segment that is in work. */
  cut(id: JobId, segments: readonly Segment[]): void {
    const entry = this.#entry(id)
    const [whole] = entry.pieces
    entry.pieces = segments.map((segment, index) => {
      return index === 0 && whole ? { ...whole, segment } : newPiece(segment)
    })
    this.#move(entry, entry.job.state)
  }

  /** Which segment a worker has when it was handed this job; undefined is the whole file. */
  segmentOf({ id, segment }: WorkerJob): Segment | undefined {
    return segment ?? this.#entry(id).pieces[0]?.segment
  }

  setProgress(job: WorkerJob, progress: number | null): void {
    const entry = this.#entry(job.id)
    const { state } = entry.job
    if (state.kind !== 'running') return
    this.#piece(job).progress = progress
    this.#move(entry, { ...state, progress: shareDone(entry) })
  }

  /** Takes what came of a segment. */
  finishSegment(job: WorkerJob, result: SegmentResult): SegmentStep {
    const entry = this.#entry(job.id)
    Object.assign(this.#piece(job), { state: 'done', progress: 1, result })
    const again = trackAgain(entry.pieces)
    const segments = entry.pieces.flatMap(({ segment, result }) => {
      return segment && result ? { segment, result } : []
    })
    const isDone = segments.length === entry.pieces.length
    if (!isDone) this.#rest(entry)
    return { again, all: isDone ? segments : undefined }
  }

  finish(id: JobId, summary: TrackingSummary): void {
    this.#move(this.#entry(id), { kind: 'done', summary })
  }

  /** Nothing of a failed file counts: another try begins with none of it. */
  fail(id: JobId, message: Sentence): void {
    const entry = this.#entry(id)
    entry.pieces = [newPiece(undefined)]
    this.#move(entry, { kind: 'failed', message })
  }

  /** What is done of a cancelled video stays done. */
  cancel(id: JobId): void {
    this.#move(this.#entry(id), { kind: 'cancelled' })
  }

  /** Takes that a worker ended at it. Says whether it may be tried again. */
  mayTryAgain(job: WorkerJob, isWorkerLost = false): boolean {
    const piece = this.#piece(job)
    if (isWorkerLost) {
      piece.tries -= 1
      piece.losses += 1
    }
    return piece.tries < maxTries && piece.losses < maxLosses
  }

  /** Puts it back in line: at its end, so that one bad file does not hold up the others. */
  putBack(job: WorkerJob): void {
    const piece = this.#piece(job)
    piece.state = 'waiting'
    piece.progress = 0
    this.#rest(this.#entry(job.id))
  }

  /** Cancels all that waits. Answers the ids. */
  cancelWaiting(): JobId[] {
    const ids = [...this.#entries.values()]
      .filter(({ job }) => job.state.kind === 'waiting')
      .map(({ job }) => job.id)
    for (const id of ids) this.cancel(id)
    return ids
  }

  /**
   * Puts failed and cancelled jobs back in line with their tries forgotten. Answers the ids of those
   * that begin from the start, and of those that go on.
   */
  retry(): { readonly fromStart: readonly JobId[]; readonly onwards: readonly JobId[] } {
    const again = [...this.#entries.values()].filter(({ job }) => isRetryable(job.state))
    const idsOf = (kind: JobStateKind): readonly JobId[] =>
      again.filter(({ job }) => job.state.kind === kind).map(({ job }) => job.id)
    const ids = { fromStart: idsOf('failed'), onwards: idsOf('cancelled') }
    for (const entry of again) {
      for (const piece of entry.pieces) {
        piece.tries = 0
        piece.losses = 0
        if (piece.state !== 'running') continue
        piece.state = 'waiting'
        piece.progress = 0
      }
      this.#rest(entry)
    }
    return ids
  }

  /** A job of which nothing is in work waits; the rest of its segments has been begun. */
  #rest(entry: Entry): void {
    const { state } = entry.job
    const isInWork = entry.pieces.some((piece) => piece.state === 'running')
    if (isInWork && state.kind === 'running') {
      this.#move(entry, { ...state, progress: shareDone(entry) })
    } else {
      this.#move(entry, waitingState(entry))
    }
  }

  #move(entry: Entry, state: JobState): void {
    this.#counts[entry.job.state.kind] -= 1
    this.#counts[state.kind] += 1
    entry.job = { ...entry.job, state }
    this.#line(entry)
    this.#onChanged(entry.job)
  }

  /** Sees to it that a job stands in the line it belongs to. */
  #line({ job, pieces }: Entry): void {
    const isOpen = job.state.kind === 'waiting' || job.state.kind === 'running'
    const hasWaiting = isOpen && pieces.some(isWaiting)
    const isCut = pieces[0]?.segment !== undefined
    place(this.#cut, job.id, hasWaiting && isCut)
    place(this.#waiting, job.id, hasWaiting && !isCut)
  }

  #piece(job: WorkerJob): Piece {
    const { pieces } = this.#entry(job.id)
    return pieces[job.segment?.index ?? 0]!
  }

  #entry(id: JobId): Entry {
    const entry = this.#entries.get(id)
    if (entry === undefined) throw new Error(`There is no job ${id}`)
    return entry
  }
}

/** What a person reads when a file took its worker down twice. */
export function crashMessage({ reason }: Extract<RunOutcome, { kind: 'crashed' }>): Sentence {
  return sentence('sentences.file.crashed', { reason })
}

function newPiece(segment: Segment | undefined): Piece {
  return {
    ...{ segment, state: 'waiting', tries: 0, losses: 0, progress: 0, result: null },
    ...{ follow: [], isCompared: false },
  }
}

/**
 * Compares neighbours that are both done, in order, so that the outcome does not depend on which was
 * done first. Puts back the first segment that followed others than the one before, and answers it.
 */
function trackAgain(pieces: readonly Piece[]): Segment | undefined {
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1]
    if (piece.result === null) return undefined
    if (!before?.result || piece.isCompared) continue
    piece.isCompared = true
    const follow = subjectsToFollow(before.result.subjects, piece.result.subjects)
    if (follow.length === 0) continue
    Object.assign(piece, { state: 'waiting', tries: 0, progress: 0, result: null, follow })
    return piece.segment
  }
  return undefined
}

function storedPiece({ segment, result }: StoredSegment): Piece {
  const isDone = result !== null
  return { ...newPiece(segment), result, state: isDone ? 'done' : 'waiting', progress: +isDone }
}

/** Share of a file that is done, its segments by their length; null where it cannot be told. */
function shareDone({ pieces }: Entry): number | null {
  const [first] = pieces
  if (first?.segment === undefined) return first?.progress ?? null
  let frames = 0
  let done = 0
  for (const { segment, progress } of pieces) {
    frames += segment?.frames ?? 0
    done += (segment?.frames ?? 0) * (progress ?? 0)
  }
  return done / frames
}

function waitingState(entry: Entry): JobState {
  const progress = shareDone(entry) ?? 0
  return progress > 0 ? { kind: 'waiting', progress } : { kind: 'waiting' }
}

function workerJob({ id, path, mediaKind }: Job, piece?: Piece): WorkerJob {
  if (mediaKind === null) throw new Error(`Job ${id} is neither a photo nor a video`)
  if (!piece?.segment) return { id, path, mediaKind }
  return { id, path, mediaKind, segment: piece.segment, follow: [...piece.follow] }
}

function isWaiting({ state }: Piece): boolean {
  return state === 'waiting'
}

function isRetryable(state: JobState): boolean {
  return state.kind === 'failed' || state.kind === 'cancelled'
}

/** Puts an id at the end of a line, unless it stands there already, or takes it out. */
function place(line: Set<JobId>, id: JobId, belongs: boolean): void {
  if (belongs) line.add(id)
  else line.delete(id)
}

function firstOf<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value
  return undefined
}
