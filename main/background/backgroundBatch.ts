import type { BatchStatus } from '../../common/batch'
import type { JobId } from '../../common/jobs'
import { inEnglish, sentence, type Sentence } from '../../common/sentence'
import type { TrackingOptions } from '../../common/tasks'
import type { ProcessSample } from '../../common/telemetry'
import { Batch, type BatchDependencies, type StartOptions } from '../batch/batch'
import {
  mostProblems,
  type BackgroundEnd,
  type BackgroundOrigin,
  type FileProblem,
} from '../library/backgroundTable'
import type { Search } from '../library/batchRows'
import type { StoredBatch } from '../library/library'

export interface BackgroundBatchOptions extends Omit<BatchDependencies, 'listener'> {
  readonly origin: BackgroundOrigin
}

const ignore = (): void => undefined

const nothingFound = sentence('sentences.batch.nothingFound')

/** A batch without a window, from its place in the line to its end. */
export class BackgroundBatch {
  readonly origin: BackgroundOrigin
  readonly createdAt: string
  readonly #batch: Batch
  readonly #library: BatchDependencies['library']
  /** What holds the batch up as a whole, such as a full disk, in English. */
  readonly #obstacles = new Set<string>()
  #searching: Promise<void> = Promise.resolve()
  #hasBegun = false
  #isHeld = false
  #isCancelled = false
  #isInterrupted = false

  /** @param stored is one that the end of the app has interrupted. */
  constructor(dependencies: BackgroundBatchOptions, stored?: StoredBatch) {
    this.origin = dependencies.origin
    this.createdAt = stored?.createdAt ?? new Date().toISOString()
    this.#library = dependencies.library
    const listener = {
      ...{ onStatusChanged: ignore, onJobsAdded: ignore, onJobChanged: ignore },
      onWorkersChanged: ignore,
      onProblem: (message: Sentence) => this.#obstacles.add(inEnglish(message)),
      onProblemSolved: (message: Sentence) => this.#obstacles.delete(inEnglish(message)),
    }
    this.#batch = new Batch({ ...dependencies, listener }, stored)
  }

  /** Its id in the library. Throws before it has been kept there. */
  get id(): number {
    const { id } = this.#batch.status()
    if (id === null) throw new Error('The batch is not in the library yet.')
    return id
  }

  get title(): string {
    return this.#batch.title
  }

  /** What is tracked in its files. Throws before it has been kept. */
  get tracking(): TrackingOptions {
    const { options } = this.#batch
    if (options === null) throw new Error('The batch has no options yet.')
    return options
  }

  get status(): BatchStatus {
    return this.#batch.status()
  }

  /** Resolves when all its files are found. Never rejects. */
  get found(): Promise<void> {
    return this.#searching
  }

  /** Whether its turn has come. */
  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** Whether it is to end without its turn, or in the middle of it. */
  get isCancelled(): boolean {
    return this.#isCancelled
  }

  /** What keeps the batch from going on, and why its first files that were not tracked were not. */
  problems(): readonly (FileProblem | { readonly file: null; readonly message: string })[] {
    const obstacles = [...this.#obstacles].map((message) => ({ file: null, message }))
    const files = this.#batch.snapshot().jobs.flatMap(({ name, state }) => {
      return 'message' in state ? [{ file: name, message: inEnglish(state.message) }] : []
    })
    return [...obstacles, ...files.slice(0, mostProblems)]
  }

  /** Whether a file of the library is one of its own. */
  has(id: JobId): boolean {
    return this.#batch.snapshot().jobs.some((job) => job.id === id)
  }

  workerSamples(): ProcessSample[] {
    return this.#batch.workerSamples()
  }

  setWantedWorkers(count: number): void {
    this.#batch.setWantedWorkers(count)
  }

  /** Begins to look for its files. Resolves when the batch will outlast the end of the app. */
  async keep({ paths, ...where }: Search, options: Omit<StartOptions, 'workers'>): Promise<void> {
    this.#search(this.#batch.add(paths, where))
    await this.#batch.keep(options)
  }

  /** Goes on looking for its files where the end of the app has interrupted it. */
  searchOn(): void {
    this.#search(this.#batch.searchOn())
  }

  /** Tracks all its files. Answers how it ended; undefined where the app's end interrupted it. */
  async run(options: StartOptions): Promise<BackgroundEnd | undefined> {
    this.#hasBegun = true
    if (this.status.counts.waiting === 0) await this.#searching
    if (this.#isInterrupted) return undefined
    await this.#batch.start(options)
    if (this.#isHeld) this.#batch.pause()
    const end = await this.#batch.runEnded()
    if (this.#isCancelled) return { kind: 'cancelled' }
    if (end?.kind === 'interrupted') return undefined
    if (end?.kind === 'given-up') return { kind: 'failed', reason: end.reason }
    const hasFiles = this.#batch.snapshot().jobs.length > 0
    return hasFiles ? { kind: 'completed' } : { kind: 'failed', reason: nothingFound }
  }

  hold(): void {
    this.#isHeld = true
    this.#batch.pause()
  }

  release(): void {
    this.#isHeld = false
    this.#batch.resume()
  }

  /** Cancels all that is not done. */
  async cancel(): Promise<void> {
    this.#isCancelled = true
    await this.#batch.abandon()
  }

  /** Stops because the app ends: it goes on at the next start. */
  async interrupt(): Promise<void> {
    this.#isInterrupted = true
    await this.#batch.interrupt()
    await this.#searching
  }

  /** Nothing of a batch that could not be worked on waits for ever. */
  async giveUp(reason: Sentence): Promise<void> {
    const waiting = this.#batch.snapshot().jobs.filter(({ state }) => state.kind === 'waiting')
    await this.#library.setStates(
      waiting.map(({ id }) => id),
      { kind: 'failed', message: reason },
    )
  }

  #search(searching: Promise<void>): void {
    this.#searching = searching.catch((error: unknown) => {
      this.#obstacles.add(`Not all files could be looked for: ${(error as Error).message}`)
    })
  }
}
