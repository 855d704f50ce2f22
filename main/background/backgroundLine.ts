import { sentenceOf } from '../../common/errors'
import type { TrackingOptions } from '../../common/tasks'
import type { ProcessSample } from '../../common/telemetry'
import type { BackgroundEnd, BackgroundOrigin } from '../library/backgroundTable'
import type { Search } from '../library/batchRows'
import type { Workforce } from '../batch/batch'
import { findModel, type Model, type ModelFolders } from '../models'
import { BackgroundBatch, type BackgroundBatchOptions } from './backgroundBatch'

export interface BackgroundLineOptions extends Omit<BackgroundBatchOptions, 'origin'> {
  readonly modelFolders: ModelFolders
  /** Who tracks the next batch, with this model. */
  readonly workforce: (model: Model) => Workforce | Promise<Workforce>
  /** A batch begins to be tracked, or none is any more: meanwhile the memory is to be watched. */
  readonly onWorkingChanged: (isWorking: boolean) => void
  /** A batch has ended, and this is in the library. */
  readonly onEnded: (id: number) => void
}

/**
 * Batches that no window has begun, one tracked after the other. Whatever somebody waits for in
 * front of the screen goes first: while the line is held, the one in work pauses and no other begins.
 */
export class BackgroundLine {
  readonly #options: BackgroundLineOptions
  /** In the order in which they came. */
  readonly #batches: BackgroundBatch[] = []
  #inWork: BackgroundBatch | undefined
  #serving: Promise<void> = Promise.resolve()
  #isHeld = false
  #isClosed = false

  constructor(options: BackgroundLineOptions) {
    this.#options = options
  }

  /** Those that wait or are in work, in the order in which they came. */
  get batches(): readonly BackgroundBatch[] {
    return this.#batches
  }

  /** Whether anything is being tracked now. */
  get isWorking(): boolean {
    return this.#inWork?.status.phase === 'running'
  }

  find(id: number): BackgroundBatch | undefined {
    return this.#batches.find((batch) => batch.id === id)
  }

  /**
   * Puts a batch at the end of the line. When this resolves, it outlasts the end of the app; its
   * files may still be looked for. Throws a sentence for people.
   */
  async add(
    origin: BackgroundOrigin,
    tracking: TrackingOptions,
    search: Search,
  ): Promise<BackgroundBatch> {
    const model = await findModel(tracking, this.#options.modelFolders)
    if (this.#isClosed) throw new Error('Landmark Studio is being closed.')
    const batch = new BackgroundBatch({ ...this.#options, origin })
    await batch.keep(search, { tracking, model })
    this.#batches.push(batch)
    this.#proceed()
    return batch
  }

  /** Goes on with what the end of the app has interrupted. */
  async recover(): Promise<void> {
    const { library } = this.#options
    for (const { id, origin } of await library.background.unfinished()) {
      const dependencies = { ...this.#options, origin }
      const batch = new BackgroundBatch(dependencies, await library.readBatch(id))
      batch.searchOn()
      this.#batches.push(batch)
    }
    this.#proceed()
  }

  /** Lets others go first until it is released. */
  hold(): void {
    if (this.#isHeld) return
    this.#isHeld = true
    this.#inWork?.hold()
  }

  release(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#inWork?.release()
    this.#proceed()
  }

  /** Cancels what is not done of a batch. Resolves when no process of it is left. */
  async cancel(id: number): Promise<void> {
    const batch = this.find(id)
    if (batch === undefined) return
    // The end of the one in work is noted by whoever runs it.
    const serving = batch === this.#inWork ? this.#serving : undefined
    await batch.cancel()
    await (serving ?? this.#end(batch, { kind: 'cancelled' }))
  }

  /** How many workers the one in work may have from now on. */
  setWantedWorkers(count: number): void {
    this.#inWork?.setWantedWorkers(count)
  }

  workerSamples(): ProcessSample[] {
    return this.#inWork?.workerSamples() ?? []
  }

  /** Ends all work; what is not done goes on at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#batches.map((batch) => batch.interrupt()))
    await this.#serving
  }

  /** Begins with the next one, if its turn has come. */
  #proceed(): void {
    const next = this.#batches.find(({ isCancelled }) => !isCancelled)
    if (next === undefined || this.#inWork || this.#isHeld || this.#isClosed) return
    this.#inWork = next
    this.#options.onWorkingChanged(true)
    this.#serving = this.#run(next)
  }

  async #run(batch: BackgroundBatch): Promise<void> {
    const end = await this.#track(batch)
    this.#inWork = undefined
    if (end !== undefined) await this.#end(batch, end)
    this.#proceed()
    if (this.#inWork === undefined) this.#options.onWorkingChanged(false)
  }

  /** What goes wrong with one batch as a whole holds up no other. */
  async #track(batch: BackgroundBatch): Promise<BackgroundEnd | undefined> {
    const { modelFolders, workforce, log } = this.#options
    try {
      const { tracking } = batch
      const model = await findModel(tracking, modelFolders)
      return await batch.run({ tracking, model, ...(await workforce(model)) })
    } catch (error) {
      if (this.#isClosed) return undefined
      log(String((error as Error).stack))
      return { kind: 'failed', reason: sentenceOf(error) }
    }
  }

  async #end(batch: BackgroundBatch, end: BackgroundEnd): Promise<void> {
    const { library, log, onEnded } = this.#options
    try {
      if (end.kind === 'failed') await batch.giveUp(end.reason)
      await library.background.setEnd(batch.id, end)
    } catch (error) {
      // A library that cannot be written leaves it for the next start.
      log(String((error as Error).stack))
    }
    const place = this.#batches.indexOf(batch)
    if (place >= 0) this.#batches.splice(place, 1)
    onEnded(batch.id)
  }
}
