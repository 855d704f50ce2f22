import type { BrowserWindow } from 'electron'
import type { BatchStatus } from '../../common/batch'
import { expectedMsPerPhoto, type Calibration } from '../../common/calibration'
import { formatDuration } from '../../common/formatDuration'
import type { CallArgument } from '../../common/ipc'
import { currentTrackingOptions, type Settings } from '../../common/settings'
import type { TrackingOptions } from '../../common/tasks'
import type { ActiveLimits } from '../../common/telemetry'
import { announceEnd, showProgress } from './attention'
import { Batch, type BatchDependencies } from '../batch/batch'
import { BatchFeed } from '../batch/batchFeed'
import type { Calibrator } from '../calibration/calibrator'
import { exportLandmarks, type ExportResult } from '../export/exportFile'
import { send } from './ipc'
import type { EditTable } from '../library/editTable'
import type { Library } from '../library/library'
import { findModel, type Model, type ModelFolders } from '../models'
import { countPhysicalCores } from '../physicalCores'
import type { Recordings } from '../recording/recordings'
import { recycleLimits } from '../pool/recyclePolicy'
import type { WorkerNote } from '../pool/workerSlot'
import { appLimitBytes, Telemetry } from '../telemetry/telemetry'
import { writeTelemetryCsv } from '../telemetry/telemetryCsv'
import { sampleOwnProcesses } from './processMemory'
import type { SettingsStore } from './settings'

export interface StudioDependencies extends Omit<
  BatchDependencies,
  'listener' | 'library' | 'supervision' | 'predictMs'
> {
  readonly library: Library
  readonly recordings: Recordings
  readonly settings: SettingsStore
  readonly calibrator: Calibrator
  readonly modelFolders: ModelFolders
  readonly window: BrowserWindow
}

/** The app behind its window: the settings, the library, the batch on screen and recordings. */
export class Studio {
  readonly automaticWorkers = countPhysicalCores()
  readonly telemetry: Telemetry
  readonly #dependencies: StudioDependencies
  readonly #feed: BatchFeed
  readonly #exportedPaths = new Set<string>()
  #batch: Batch

  constructor(dependencies: StudioDependencies) {
    this.#dependencies = dependencies
    const { window } = dependencies
    this.#feed = new BatchFeed(
      {
        sendStatus: (status) => this.#showStatus(status),
        sendJobsAdded: (jobs) => send(window, 'jobs-added', [...jobs]),
        sendJobsChanged: (changes) => send(window, 'jobs-changed', changes),
        sendWorkers: (workers) => send(window, 'workers-changed', workers),
        sendProblem: (message) => send(window, 'problem-arose', message),
        sendProblemSolved: (message) => send(window, 'problem-solved', message),
      },
      () => this.#batch.status(),
      () => this.#batch.workers(),
    )
    this.telemetry = new Telemetry({
      readProcesses: () => [...sampleOwnProcesses(window), ...this.#batch.workerSamples()],
      memoryLimits: () => this.settings().memoryLimits,
      onWantedWorkers: (count, reason) => {
        this.#batch.setWantedWorkers(count)
        this.#feed.onProblem(reason)
      },
      onSampled: (sample) => send(window, 'telemetry-sampled', sample),
      onNoted: (event) => send(window, 'telemetry-noted', event),
    })
    this.#batch = this.#createBatch()
  }

  get batch(): Batch {
    return this.#batch
  }

  get recordings(): Recordings {
    return this.#dependencies.recordings
  }

  get edits(): EditTable {
    return this.#dependencies.library.edits
  }

  settings(): Settings {
    return this.#dependencies.settings.read()
  }

  changeSettings(changes: CallArgument<'change-settings'>): Settings {
    const settings = this.#dependencies.settings.change(changes as Partial<Settings>)
    send(this.#dependencies.window, 'settings-changed', settings)
    // What is expected of a batch that has not started depends on them.
    this.#feed.onStatusChanged()
    return settings
  }

  findModel(options: CallArgument<'get-model'>): Promise<Model> {
    return findModel(options, this.#dependencies.modelFolders)
  }

  /** Looks through files and folders; what goes wrong is shown as a problem, not thrown. */
  addPaths(paths: readonly string[]): void {
    const { includeSubfolders, inputLimits } = this.settings()
    this.#batch.add(paths, { includeSubfolders, limits: inputLimits }).catch((error: unknown) => {
      this.#feed.onProblem(`The files could not be added: ${(error as Error).message}`)
    })
  }

  async startBatch(): Promise<void> {
    const settings = this.settings()
    const tracking = this.#batch.options ?? currentTrackingOptions(settings)
    const model = await this.findModel(tracking)
    const workers = settings.workers ?? this.automaticWorkers
    // Last: between this and the start nothing else can begin to measure.
    await this.stopCalibration()
    await this.#batch.start({ tracking, model, workers })
    this.telemetry.watchRun(workers)
    void this.#announceEndOf(this.#batch)
  }

  async retryBatch(): Promise<void> {
    await this.#batch.retry()
    await this.startBatch()
  }

  async closeBatch(): Promise<void> {
    await this.#replaceBatch(this.#createBatch())
  }

  async openBatch(id: number): Promise<void> {
    const stored = await this.#dependencies.library.readBatch(id)
    if (stored.recording !== null) throw new Error(`"${stored.title}" is a recording, no batch.`)
    await this.#replaceBatch(this.#createBatch(stored))
  }

  /** Measures this machine and keeps what came of it; null if it was stopped. */
  async calibrate(): Promise<Calibration | null> {
    if (['running', 'paused', 'cancelling'].includes(this.#batch.status().phase)) {
      throw new Error('This machine can be measured once the batch is finished or cancelled.')
    }
    const calibration = await this.#dependencies.calibrator.run(this.settings())
    if (calibration) this.changeSettings({ calibration })
    return calibration ?? null
  }

  stopCalibration(): Promise<void> {
    return this.#dependencies.calibrator.stop()
  }

  async exportLandmarks(
    request: CallArgument<'export-landmarks'>,
    destinationPath: string,
  ): Promise<ExportResult> {
    const { library, appVersion } = this.#dependencies
    const result = await exportLandmarks({
      library,
      sourceIds: this.#jobsOnScreen(request.jobIds),
      options: request.options,
      destinationPath,
      appVersion,
    })
    this.#exportedPaths.add(result.path)
    return result
  }

  /** Throws if the library has no such result. */
  async setEdits({ id, steps }: CallArgument<'set-edits'>): Promise<void> {
    await this.#dependencies.library.findBatchOf(id)
    await this.edits.write(id, steps)
  }

  /** Which of these jobs of the batch on screen (null: all) are edited. */
  async findEdited(jobIds: readonly number[] | null): Promise<number[]> {
    return [...(await this.edits.readSome(this.#jobsOnScreen(jobIds))).keys()]
  }

  /** The limits of memory for the settings of now. */
  activeLimits(): ActiveLimits {
    const settings = this.settings()
    const tracking = this.#batch.options ?? currentTrackingOptions(settings)
    return {
      workerBytes: recycleLimits(settings.memoryLimits, tracking).rssBytes,
      appBytes: appLimitBytes(settings.memoryLimits),
    }
  }

  async exportTelemetry(path: string): Promise<{ path: string; rows: number; durationMs: number }> {
    const startMs = performance.now()
    const rows = await writeTelemetryCsv(path, this.telemetry.samples())
    this.#exportedPaths.add(path)
    return { path, rows, durationMs: performance.now() - startMs }
  }

  /** Only files that this app has written may be shown to the page's order. */
  isExported(path: string): boolean {
    return this.#exportedPaths.has(path)
  }

  listBatches(): ReturnType<Library['batches']> {
    return this.#dependencies.library.batches()
  }

  /** Goes on with what the end of the app has interrupted, and says so. Never rejects. */
  async recover(): Promise<void> {
    this.#tellInterruptedRecordings()
    await this.#continueBatch().catch((error: unknown) => {
      this.#feed.onProblem(`The interrupted batch cannot go on: ${(error as Error).message}`)
    })
  }

  #tellInterruptedRecordings(): void {
    const { library, window } = this.#dependencies
    for (const { title, durationMs } of library.interruptedRecordings) {
      const kept = formatDuration(durationMs)
      const text = `The recording "${title}" was cut off: ${kept} of it are kept, in Live under Recordings.`
      send(window, 'recovered', text)
    }
  }

  async #continueBatch(): Promise<void> {
    const { library, window } = this.#dependencies
    const interrupted = await library.findInterrupted()
    if (interrupted === undefined) return
    await this.openBatch(interrupted.id)
    const searching = this.#batch.searchOn()
    if (this.#batch.status().counts.waiting === 0) await searching
    if (this.#batch.status().counts.waiting === 0) return library.setRunState(interrupted.id, null)
    if (interrupted.runState === 'paused') return
    await this.startBatch()
    send(window, 'recovered', 'The batch goes on where it stood when the app ended.')
  }

  /** Ends all work and closes the library: no process is left, nothing done is lost. */
  async close(): Promise<void> {
    this.telemetry.stop()
    await this.stopCalibration()
    await this.recordings.close()
    await this.#batch.interrupt()
    await this.#dependencies.library.close()
  }

  #jobsOnScreen(jobIds: readonly number[] | null): readonly number[] {
    return jobIds ?? this.#batch.snapshot().jobs.map(({ id }) => id)
  }

  #createBatch(stored?: ConstructorParameters<typeof Batch>[1]): Batch {
    const supervision = {
      memoryLimits: () => this.settings().memoryLimits,
      note: (event: WorkerNote) => this.telemetry.note(event),
    }
    const predictMs = (photos: number, options: TrackingOptions | null): number | null =>
      this.#predictMs(photos, options ?? currentTrackingOptions(this.settings()))
    return new Batch(
      { ...this.#dependencies, listener: this.#feed, supervision, predictMs },
      stored,
    )
  }

  #predictMs(photos: number, options: TrackingOptions): number | null {
    const { calibration, workers } = this.settings()
    const count = workers ?? this.automaticWorkers
    const msPerPhoto = expectedMsPerPhoto(calibration, options, count)
    return msPerPhoto === undefined ? null : photos * msPerPhoto
  }

  async #replaceBatch(batch: Batch): Promise<void> {
    await this.#batch.close()
    this.#feed.clear()
    this.#batch = batch
    send(this.#dependencies.window, 'batch-replaced', undefined)
  }

  #showStatus(status: BatchStatus): void {
    send(this.#dependencies.window, 'batch-changed', status)
    showProgress(this.#dependencies.window, status)
  }

  async #announceEndOf(batch: Batch): Promise<void> {
    await batch.runEnded()
    this.telemetry.endRun()
    if (batch === this.#batch && batch.status().phase === 'finished') {
      announceEnd(this.#dependencies.window, batch.status())
    }
  }
}
