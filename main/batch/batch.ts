import { basename } from 'node:path'
import {
  emptyBatchStatus,
  type BatchSnapshot,
  type BatchStatus,
  type WorkerStatus,
} from '../../common/batch'
import type { Job, JobState } from '../../common/jobs'
import type { FoundFile } from '../../common/media'
import { batchProgress, photosLeft, remainingMs } from '../../common/progress'
import type { Sentence } from '../../common/sentence'
import type { TrackingOptions } from '../../common/tasks'
import type { ProcessSample } from '../../common/telemetry'
import { BatchRun, type RunEnd } from './batchRun'
import { DiskWatch, diskReserveBytes } from './diskWatch'
import { JobQueue } from './jobQueue'
import type { BackgroundOrigin } from '../library/backgroundTable'
import type { Search } from '../library/batchRows'
import type { Library, RunState, StoredBatch } from '../library/library'
import { findMedia } from '../media/mediaFolder'
import type { Model } from '../models'
import { localPool } from '../pool/localPool'
import type { CreatePool } from '../pool/pool'
import type { StartWorker } from '../pool/workerConnection'
import type { PoolSupervision } from '../pool/workerPool'

export interface BatchListener {
  onStatusChanged(status: BatchStatus): void
  onJobsAdded(jobs: readonly Job[]): void
  onJobChanged(id: number, state: JobState): void
  onWorkersChanged(workers: WorkerStatus[]): void
  /** Something a person must know that is not about one file. */
  onProblem(message: Sentence): void
  /** What `onProblem` told is so no longer; for those who still show it. */
  onProblemSolved?(message: Sentence): void
}

export interface BatchDependencies {
  readonly library: Library
  readonly startWorker: StartWorker
  readonly wasmFolder: string
  readonly appVersion: string
  readonly listener: BatchListener
  readonly supervision: PoolSupervision
  /**
   * How long so many photos are expected to take with these options, or with those that are set as
   * long as there are none; null where nobody knows. Without it, nothing is predicted.
   */
  readonly predictMs?: (photos: number, options: TrackingOptions | null) => number | null
  /** What must be left on the library's disk; by default what is right for people. */
  readonly diskReserveBytes?: number
  /** Who wanted the batch, where it was not begun in a window. */
  readonly origin?: BackgroundOrigin
  readonly log: (text: string) => void
}

/** Who tracks the files of a batch. */
export interface Workforce {
  /** Processes of this machine. */
  readonly workers: number
  /** Without it, processes of this machine alone. */
  readonly createPool?: CreatePool
}

export interface StartOptions extends Workforce {
  readonly tracking: TrackingOptions
  readonly model: Model
}

/** Where to look for files, and how large they may be. */
export type AddOptions = Omit<Search, 'paths'>

const paceFoundMs = 10_000

/** What an interrupted or earlier batch brings along from the library. */
type Origin = Pick<StoredBatch, 'id' | 'title' | 'options' | 'jobs' | 'segments' | 'searches'>

/**
 * The batch on screen: its files, and one run over them after the other (start, retry). Orders that
 * do not fit the phase are ignored: two clicks on Start start once.
 */
export class Batch {
  readonly #dependencies: BatchDependencies
  readonly #queue: JobQueue
  readonly #closing = new AbortController()
  readonly #disk: DiskWatch
  /** What was told when the disk has paused the batch; undefined when a person has. */
  #diskProblem: Sentence | undefined
  #id: number | null
  #options: TrackingOptions | null
  #title: string
  /** What is being looked through now. */
  readonly #searches = new Set<Search>()
  /** What was being looked through when the app ended. */
  #interruptedSearches: readonly Search[]
  #run: BatchRun | undefined
  #runPhase: 'running' | 'paused' | 'cancelling' | undefined
  #progressAtStart = 0
  #settledAtStart = 0
  #lastElapsedMs = 0

  constructor(dependencies: BatchDependencies, origin?: Origin) {
    this.#dependencies = dependencies
    this.#queue = new JobQueue(({ id, state }) => dependencies.listener.onJobChanged(id, state))
    this.#disk = new DiskWatch({
      reserveBytes: dependencies.diskReserveBytes ?? diskReserveBytes,
      readFreeBytes: () => dependencies.library.freeBytes(),
      onShort: (reason) => this.#holdForDisk(reason),
      onEased: () => this.#releaseForDisk(),
    })
    this.#id = origin?.id ?? null
    this.#title = origin?.title ?? ''
    this.#options = origin?.options ?? null
    this.#interruptedSearches = origin?.searches ?? []
    this.#queue.add(origin?.jobs ?? [], origin?.segments)
  }

  /** What was added first, for people to recognise the batch. */
  get title(): string {
    return this.#title
  }

  /** What the batch was started with; null before that. */
  get options(): TrackingOptions | null {
    return this.#options
  }

  snapshot(): BatchSnapshot {
    return { status: this.status(), options: this.#options, jobs: this.#queue.jobs() }
  }

  status(): BatchStatus {
    const jobs = this.#queue.jobs()
    const progress = batchProgress(jobs)
    const elapsedMs = this.#run?.stopwatch.elapsedMs ?? this.#lastElapsedMs
    const finished = this.#settledCount() - this.#settledAtStart
    return {
      ...emptyBatchStatus,
      id: this.#id,
      phase: this.#phase(),
      counts: { ...this.#queue.counts },
      progress,
      filesPerSecond: finished > 0 && elapsedMs > 0 ? finished / (elapsedMs / 1000) : null,
      remainingMs: this.#remainingMs(jobs, progress, elapsedMs),
      elapsedMs,
    }
  }

  workers(): WorkerStatus[] {
    return this.#run?.workers() ?? []
  }

  workerSamples(): ProcessSample[] {
    return this.#run?.workerSamples() ?? []
  }

  /** How many of its workers a batch that runs may have from now on. */
  setWantedWorkers(count: number): void {
    this.#run?.setWantedWorkers(count)
  }

  /** Adds files and folders; a batch that runs goes on with them. */
  async add(paths: readonly string[], options: AddOptions): Promise<void> {
    this.#title ||= paths.map((path) => basename(path)).join(', ')
    await this.#search({ paths, ...options }, () => true)
  }

  /** Looks through what the end of the app kept it from looking through. */
  async searchOn(): Promise<void> {
    const searches = this.#interruptedSearches
    this.#interruptedSearches = []
    const known = new Set(this.#queue.jobs().map(({ path }) => path))
    for (const search of searches) await this.#search(search, ({ path }) => !known.has(path))
  }

  /** Gives the batch its place in the library, so that it is not lost before it is started. */
  async keep(options: Omit<StartOptions, 'workers'>): Promise<void> {
    this.#options = options.tracking
    await this.#store(options)
  }

  /** Starts tracking what waits. A batch that was started before goes on with its own options. */
  async start(options: StartOptions): Promise<void> {
    if (this.#run !== undefined || this.#queue.counts.waiting === 0) return
    const { library, startWorker, wasmFolder, listener, supervision, log } = this.#dependencies
    const run = new BatchRun({
      queue: this.#queue,
      library,
      createPool: options.createPool ?? localPool(startWorker),
      workers: options.workers,
      open: {
        kind: 'open',
        options: options.tracking,
        modelPath: options.model.path,
        wasmFolder,
      },
      isMoreExpected: () => this.#searches.size > 0,
      onWorkersChanged: () => listener.onWorkersChanged(this.workers()),
      supervision,
      log,
    })
    this.#run = run
    this.#runPhase = 'running'
    this.#options = options.tracking
    this.#progressAtStart = batchProgress(this.#queue.jobs())
    this.#settledAtStart = this.#settledCount()
    this.#statusChanged()
    // First: on a full disk even the list of files has to wait, and somebody must be told why.
    this.#disk.start()
    try {
      await this.#store(options)
    } catch (error) {
      this.#runOver()
      throw error
    }
    const isPaused = this.#phase() === 'paused'
    const isPausedByPerson = isPaused && this.#diskProblem === undefined
    this.#noteRunState(isPausedByPerson ? 'paused' : 'running')
    run.start()
    if (isPaused) run.pause()
    void run.ended.then((end) => this.#runEnded(end))
  }

  /** Resolves when the present run, if any, has ended and no process of it is left. */
  async runEnded(): Promise<RunEnd | undefined> {
    return this.#run?.ended
  }

  pause(): void {
    this.#forgetDiskProblem()
    this.#hold()
    this.#noteRunState('paused')
  }

  resume(): void {
    this.#forgetDiskProblem()
    this.#release()
    this.#noteRunState('running')
    this.#disk.lookAgain()
  }

  /** Stops within a second. Files that are done stay done. */
  async cancel(): Promise<void> {
    if (this.#run === undefined || this.#runPhase === 'cancelling') return
    this.#runPhase = 'cancelling'
    this.#statusChanged()
    await this.#run.cancel()
  }

  /** Puts failed and cancelled files back in line. */
  async retry(): Promise<void> {
    if (this.#run !== undefined) return
    const { fromStart, onwards } = this.#queue.retry()
    this.#statusChanged()
    const { library } = this.#dependencies
    await library.discardFrames(fromStart)
    await library.setStates(onwards, { kind: 'waiting' })
  }

  /** Stops everything that still goes on for this batch; what is not done is cancelled. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.cancel()
    this.#noteRunState(null)
  }

  /** Closes the batch, and cancels what was never begun too. */
  async abandon(): Promise<void> {
    await this.close()
    await this.#dependencies.library.setStates(this.#queue.cancelWaiting(), { kind: 'cancelled' })
    this.#statusChanged()
  }

  /** Stops everything because the app ends: the batch goes on when it is started again. */
  async interrupt(): Promise<void> {
    this.#closing.abort()
    await this.#run?.interrupt()
  }

  async #search(search: Search, isNew: (file: FoundFile['file']) => boolean): Promise<void> {
    this.#searches.add(search)
    void this.#noteSearches()
    this.#statusChanged()
    try {
      const options = { ...search, signal: this.#closing.signal }
      for await (const found of findMedia(search.paths, options)) {
        await this.#addFound(found.filter(({ file }) => isNew(file)))
      }
    } catch (error) {
      if (!this.#closing.signal.aborted) throw error
    } finally {
      this.#searches.delete(search)
      this.#run?.queueChanged()
      this.#statusChanged()
      if (!this.#closing.signal.aborted) await this.#noteSearches()
    }
  }

  async #noteSearches(): Promise<void> {
    const { library, log } = this.#dependencies
    if (this.#id === null) return
    await library.setSearches(this.#id, [...this.#searches]).catch(logTo(log))
  }

  async #addFound(found: readonly FoundFile[]): Promise<void> {
    const { library, listener } = this.#dependencies
    const ids = library.reserveSourceIds(found.length)
    const jobs = found.map((file, index) => toJob(ids[index]!, file))
    if (this.#id !== null) await library.addSources(this.#id, jobs)
    this.#queue.add(jobs)
    listener.onJobsAdded(jobs)
    this.#run?.queueChanged()
    this.#statusChanged()
  }

  /** Does nothing for a batch that is in the library already. */
  async #store({ tracking, model }: Omit<StartOptions, 'workers'>): Promise<void> {
    if (this.#id !== null) return
    const { library, appVersion, origin } = this.#dependencies
    const batch = {
      ...{ title: this.#title, options: tracking, appVersion },
      ...{ modelFileName: model.fileName, modelSha256: model.sha256 },
      createdAt: new Date().toISOString(),
    }
    this.#id = await library.createBatch(batch, origin)
    await library.addSources(this.#id, this.#queue.jobs())
    await this.#noteSearches()
  }

  /** Before a run has found its pace, which starting its workers would spoil, it is predicted. */
  #remainingMs(jobs: readonly Job[], progress: number, elapsedMs: number): number | null {
    const measured = remainingMs(this.#progressAtStart, progress, elapsedMs)
    if (this.#run && measured !== null && elapsedMs > paceFoundMs) return measured
    if (!this.#run && this.#queue.counts.waiting === 0) return null
    const predicted = this.#dependencies.predictMs?.(photosLeft(jobs), this.#options)
    return predicted ?? (this.#run ? measured : null)
  }

  #hold(): void {
    if (this.#runPhase !== 'running') return
    this.#runPhase = 'paused'
    this.#run?.pause()
    this.#statusChanged()
  }

  #release(): void {
    if (this.#runPhase !== 'paused') return
    this.#runPhase = 'running'
    this.#run?.resume()
    this.#statusChanged()
  }

  #holdForDisk(reason: Sentence): void {
    if (this.#runPhase !== 'running') return
    this.#diskProblem = reason
    this.#hold()
    this.#dependencies.listener.onProblem(reason)
  }

  #releaseForDisk(): void {
    if (this.#diskProblem === undefined) return
    this.#forgetDiskProblem()
    this.#release()
  }

  #forgetDiskProblem(): void {
    if (this.#diskProblem === undefined) return
    this.#dependencies.listener.onProblemSolved?.(this.#diskProblem)
    this.#diskProblem = undefined
  }

  /** The next start of the app finds a batch that was being worked on. */
  #noteRunState(state: RunState | null): void {
    const { library, log } = this.#dependencies
    if (this.#id === null || (this.#run === undefined && state !== null)) return
    library.setRunState(this.#id, state).catch(logTo(log))
  }

  #runEnded(end: RunEnd): void {
    if (end.kind !== 'interrupted') this.#noteRunState(null)
    this.#runOver()
    if (end.kind === 'given-up') this.#dependencies.listener.onProblem(end.reason)
    this.#dependencies.listener.onWorkersChanged([])
  }

  #runOver(): void {
    this.#disk.stop()
    this.#forgetDiskProblem()
    this.#lastElapsedMs = this.#run?.stopwatch.elapsedMs ?? 0
    this.#run = undefined
    this.#runPhase = undefined
    this.#statusChanged()
  }

  #phase(): BatchStatus['phase'] {
    if (this.#runPhase !== undefined) return this.#runPhase
    if (this.#searches.size > 0) return 'adding'
    if (this.#queue.size === 0) return 'empty'
    return this.#queue.counts.waiting > 0 ? 'ready' : 'finished'
  }

  #settledCount(): number {
    const { done, failed, cancelled } = this.#queue.counts
    return done + failed + cancelled
  }

  #statusChanged(): void {
    this.#dependencies.listener.onStatusChanged(this.status())
  }
}

/** Takes an error that costs the batch nothing but a note for the next start. */
function logTo(log: (text: string) => void): (error: unknown) => void {
  return (error) => log(String((error as Error).stack))
}

function toJob(id: number, found: FoundFile): Job {
  const { path, name, sizeBytes } = found.file
  if (found.kind === 'media') {
    return { id, name, path, sizeBytes, mediaKind: found.file.kind, state: { kind: 'waiting' } }
  }
  const { reason, explanation } = found.file
  const state = { kind: 'refused', reason, message: explanation } as const
  return { id, name, path, sizeBytes, mediaKind: null, state }
}
