import type { BrowserWindow } from 'electron'
import { randomBytes } from 'node:crypto'
import type { BatchStatus } from '../../common/batch'
import { expectedMsPerPhoto, type Calibration } from '../../common/calibration'
import type { EntryId } from '../../common/entries'
import { sentenceOf } from '../../common/errors'
import { durationSentence } from '../../common/formatDuration'
import type { CallArgument } from '../../common/ipc'
import type { Translate } from '../../common/locales/messages'
import { sentence, SentenceError } from '../../common/sentence'
import { currentTrackingOptions, type Settings } from '../../common/settings'
import type { TrackingOptions } from '../../common/tasks'
import type { ActiveLimits, ProcessSample } from '../../common/telemetry'
import { announceEnd, showProgress } from './attention'
import { BackgroundLine } from '../background/backgroundLine'
import { Batch, type BatchDependencies, type Workforce } from '../batch/batch'
import { BatchFeed } from '../batch/batchFeed'
import type { Calibrator } from '../calibration/calibrator'
import type { StartAnnotator } from '../export/annotator'
import { Exports } from './exports'
import { send } from './ipc'
import type { Search } from '../library/batchRows'
import type { EditTable } from '../library/editTable'
import type { Library } from '../library/library'
import { findModel, type Model, type ModelFolders } from '../models'
import { countPhysicalCores } from '../physicalCores'
import type { QualityKeeper } from '../quality/qualityKeeper'
import type { Recordings } from '../recording/recordings'
import { recycleLimits } from '../pool/recyclePolicy'
import type { StartWorker } from '../pool/workerConnection'
import type { PoolSupervision } from '../pool/workerPool'
import type { WorkerNote, WorkerSample } from '../pool/workerSlot'
import { appLimitBytes, Telemetry } from '../telemetry/telemetry'
import { sampleOwnProcesses } from './processMemory'
import type { SettingsStore } from './settings'
import { throttled } from '../throttled'
import { FolderWatches } from '../watch/folderWatches'
import { ServiceJobs } from '../service/jobs/serviceJobs'
import { UploadFolder } from '../service/jobs/uploadFolder'
import { poolFor } from '../remote/poolFor'
import { RemoteSwitch } from '../remote/remoteSwitch'
import { ServiceSwitch } from '../service/serviceSwitch'
import type { UnstartedFiles } from './unstartedFiles'
import { WatchedFolders } from './watchedFolders'
import { withoutNewDoors } from './withoutNewDoors'

export interface StudioDependencies extends Omit<
  BatchDependencies,
  'listener' | 'library' | 'supervision' | 'predictMs'
> {
  readonly library: Library
  readonly recordings: Recordings
  readonly qualityKeeper: QualityKeeper
  readonly settings: SettingsStore
  readonly unstartedFiles: UnstartedFiles
  readonly calibrator: Calibrator
  readonly modelFolders: ModelFolders
  readonly window: BrowserWindow
  readonly translate: Translate
  readonly onSettings: (settings: Settings) => void
  readonly startAnnotator: StartAnnotator
  /** As `startWorker`, for files that the page shows nothing of. */
  readonly startHiddenWorker: StartWorker
  /** A photo that comes with the app. */
  readonly samplePhoto: string
  /** Where files are kept that come with a job of the service. */
  readonly uploadFolder: string
}

/** The list of results changes with every photo of a batch; nobody reads it so fast. */
const entriesChangedEveryMs = 1000

/** Photos that may wait for the service: for fifty programs at once, and as many again. */
const mostWaiting = 100
/** Jobs that may: each may be a folder. */
const mostJobsWaiting = 100

/** The app behind its window: the settings, the library, the batch on screen and recordings. */
export class Studio {
  readonly automaticWorkers = countPhysicalCores()
  readonly telemetry: Telemetry
  readonly service: ServiceSwitch
  /** What is tracked without the window; what is tracked in it goes first. */
  readonly background: BackgroundLine
  readonly watches: FolderWatches
  readonly watchedFolders: WatchedFolders
  readonly exports: Exports
  readonly #uploads: UploadFolder
  readonly remote: RemoteSwitch
  readonly #dependencies: StudioDependencies
  readonly #feed: BatchFeed
  #batch: Batch

  constructor(dependencies: StudioDependencies) {
    this.#dependencies = dependencies
    const { window } = dependencies
    this.#feed = new BatchFeed(
      {
        sendStatus: (status) => this.#showStatus(status),
        sendJobsAdded: (jobs) => send(window, 'jobs-added', [...jobs]),
        sendJobsChanged: (changes) => {
          send(window, 'jobs-changed', changes)
          if (changes.some(({ state }) => state.kind === 'done')) dependencies.qualityKeeper.wake()
        },
        sendWorkers: (workers) => send(window, 'workers-changed', workers),
        sendProblem: (message) => send(window, 'problem-arose', message),
        sendProblemSolved: (message) => send(window, 'problem-solved', message),
      },
      () => this.#batch.status(),
      () => this.#batch.workers(),
    )
    this.telemetry = new Telemetry({
      readProcesses: () => [
        ...sampleOwnProcesses(window),
        ...this.#batch.workerSamples(),
        ...this.background.workerSamples(),
        ...this.service.samples().map(toServiceSample),
      ],
      memoryLimits: () => this.settings().memoryLimits,
      onWantedWorkers: (count, reason) => {
        this.#batch.setWantedWorkers(count)
        this.background.setWantedWorkers(count)
        this.service.setWantedWorkers(count)
        this.#feed.onProblem(reason)
      },
      onSampled: (sample) => send(window, 'telemetry-sampled', sample),
      onNoted: (event) => send(window, 'telemetry-noted', event),
    })
    const { library, appVersion, uploadFolder } = dependencies
    this.background = this.#createLine()
    this.#uploads = new UploadFolder(uploadFolder, library)
    this.watches = new FolderWatches(
      {
        ...{ library, appVersion, line: this.background, log: dependencies.log },
        limits: () => this.settings().inputLimits,
      },
      (statuses) => send(window, 'watches-changed', [...statuses]),
    )
    this.watchedFolders = new WatchedFolders({
      watches: this.watches,
      settings: () => this.settings(),
      keepSettings: (changes) => this.#keepSettings(changes),
    })
    this.exports = new Exports(dependencies)
    this.service = new ServiceSwitch({
      ...dependencies,
      version: appVersion,
      mostWaiting,
      jobs: new ServiceJobs({
        ...{ library, appVersion, line: this.background, uploads: this.#uploads },
        mostWaiting: mostJobsWaiting,
      }),
      allowedFolders: () => this.settings().service.allowedFolders,
      supervision: this.#supervision(),
      current: () => ({ workers: this.#workers(), limits: this.settings().inputLimits }),
      onChanged: (status) => send(window, 'service-changed', status),
    })
    this.remote = new RemoteSwitch({
      ...dependencies,
      onChanged: (status) => send(window, 'remote-changed', status),
    })
    this.#batch = this.#createBatch()
    void this.#applyService()
    this.remote.apply(this.settings().remote)
    dependencies.library.entries.onChanged(
      throttled(entriesChangedEveryMs, () => send(window, 'entries-changed', undefined)),
    )
  }

  get batch(): Batch {
    return this.#batch
  }

  get library(): Library {
    return this.#dependencies.library
  }

  get recordings(): Recordings {
    return this.#dependencies.recordings
  }

  /** Whether anything is being tracked that must not become slower. */
  isBusy(): boolean {
    return this.isTracking || this.isRecording
  }

  /** Whether the batch on screen, or one in the background, is being tracked. */
  get isTracking(): boolean {
    return this.#batch.status().phase === 'running' || this.background.isWorking
  }

  get isRecording(): boolean {
    return this.recordings.isRecording
  }

  /** Whether the batch on screen is between its start and its end. */
  get #isBatchBegun(): boolean {
    return ['running', 'paused', 'cancelling'].includes(this.#batch.status().phase)
  }

  /** Has the background wait while somebody waits in front of the screen. */
  letWindowGoFirst(): void {
    const { recordings, calibrator } = this.#dependencies
    const isWaitedFor = this.#isBatchBegun || recordings.isRecording || calibrator.isRunning
    if (isWaitedFor) this.background.hold()
    else this.background.release()
  }

  get edits(): EditTable {
    return this.#dependencies.library.edits
  }

  settings(): Settings {
    return this.#dependencies.settings.read()
  }

  /** What the page orders. */
  changeSettings(changes: CallArgument<'change-settings'>): Settings {
    const settings = this.settings()
    return this.#applySettings(withoutNewDoors(changes as Partial<Settings>, settings))
  }

  #applySettings(changes: Partial<Settings>): Settings {
    const settings = this.#keepSettings(withToken(changes))
    void this.#applyService()
    this.remote.apply(settings.remote)
    return settings
  }

  #keepSettings(changes: Partial<Settings>): Settings {
    const settings = this.#dependencies.settings.change(changes)
    send(this.#dependencies.window, 'settings-changed', settings)
    this.#dependencies.onSettings(settings)
    // What is expected of a batch that has not started depends on them.
    this.#feed.onStatusChanged()
    return settings
  }

  /** @param recentFolders the newest first. */
  keepRecentFolders(recentFolders: readonly string[]): void {
    this.#keepSettings({ recentFolders })
  }

  findModel(options: CallArgument<'get-model'>): Promise<Model> {
    return findModel(options, this.#dependencies.modelFolders)
  }

  /** Looks through files and folders; what goes wrong is shown as a problem, not thrown. */
  addPaths(paths: readonly string[]): void {
    const { includeSubfolders, inputLimits } = this.settings()
    const search = { paths, includeSubfolders, limits: inputLimits }
    if (this.#batch.status().id === null) this.#dependencies.unstartedFiles.add(search)
    this.#search(search)
  }

  addSample(): void {
    this.addPaths([this.#dependencies.samplePhoto])
  }

  #search({ paths, ...options }: Search): void {
    this.#batch.add(paths, options).catch((error: unknown) => this.#tellNotAdded(error))
  }

  #tellNotAdded(error: unknown): void {
    this.#feed.onProblem(sentence('sentences.batch.notAdded', { reason: sentenceOf(error) }))
  }

  async startBatch(): Promise<void> {
    const settings = this.settings()
    const tracking = this.#batch.options ?? currentTrackingOptions(settings)
    const model = await this.findModel(tracking)
    const workforce = await this.#workforce(model, this.#dependencies.startWorker)
    // Last: between this and the start nothing else can begin to measure.
    await this.stopCalibration()
    const starting = this.#batch.start({ tracking, model, ...workforce })
    this.letWindowGoFirst()
    await starting
    this.#dependencies.unstartedFiles.clear()
    if (workforce.workers > 0) this.telemetry.watchRun(workforce.workers)
    void this.#announceEndOf(this.#batch)
  }

  async retryBatch(): Promise<void> {
    await this.#batch.retry()
    await this.startBatch()
  }

  async closeBatch(): Promise<void> {
    await this.#replaceBatch(this.#createBatch())
  }

  /** Puts an earlier batch on the screen, and goes on looking through its folders. */
  async openBatch(id: number): Promise<void> {
    await this.#showStored(id)
    this.#batch.searchOn().catch((error: unknown) => this.#tellNotAdded(error))
  }

  async #showStored(id: number): Promise<void> {
    const stored = await this.#dependencies.library.readBatch(id)
    const { title } = stored
    if (stored.recording !== null) {
      throw new SentenceError(sentence('sentences.batch.isRecording', { title }))
    }
    if (await this.library.background.has(id)) {
      throw new SentenceError(sentence('sentences.batch.inBackground', { title }))
    }
    await this.#replaceBatch(this.#createBatch(stored))
  }

  /** Makes a batch of their files, which waits for its options and its start. Answers how many. */
  async trackAgain(ids: readonly EntryId[]): Promise<number> {
    if (this.#isBatchBegun) {
      throw new SentenceError(sentence('sentences.batch.anotherTracked'))
    }
    const entries = await Promise.all(ids.map((id) => this.library.entries.read(id)))
    const paths = [...new Set(entries.flatMap(({ path }) => path ?? []))]
    if (paths.length === 0) throw new SentenceError(sentence('sentences.batch.noVideo'))
    if (this.#batch.status().phase === 'finished') await this.closeBatch()
    this.addPaths(paths)
    return paths.length
  }

  /** Removes results for good. Answers the videos of recordings that nothing needs any more. */
  async deleteEntries(ids: readonly EntryId[]): Promise<string[]> {
    const onScreen = new Set(this.#batch.snapshot().jobs.map(({ id }) => id))
    if (ids.some((id) => onScreen.has(id))) {
      throw new SentenceError(sentence('sentences.batch.onScreen'))
    }
    if (ids.some((id) => this.background.batches.some((batch) => batch.has(id)))) {
      throw new SentenceError(sentence('sentences.batch.stillTracked'))
    }
    const entries = await Promise.all(ids.map((id) => this.library.entries.read(id)))
    await this.library.entries.delete(ids)
    await this.#uploads.tidy()
    return entries.flatMap(({ kind, path }) => (kind === 'recording' && path ? [path] : []))
  }

  /** Measures this machine and keeps what came of it; null if it was stopped. */
  async calibrate(): Promise<Calibration | null> {
    if (this.#isBatchBegun) {
      throw new SentenceError(sentence('sentences.calibration.later'))
    }
    const running = this.#dependencies.calibrator.run(this.settings())
    this.letWindowGoFirst()
    const calibration = await running.finally(() => this.letWindowGoFirst())
    if (calibration) this.changeSettings({ calibration })
    return calibration ?? null
  }

  stopCalibration(): Promise<void> {
    return this.#dependencies.calibrator.stop()
  }

  /** Throws if the library has no such result. */
  async setEdits({ id, steps }: CallArgument<'set-edits'>): Promise<void> {
    await this.#dependencies.library.findBatchOf(id)
    await this.edits.write(id, steps)
    this.library.entries.changed()
  }

  /** These jobs of the batch on screen; null: all. */
  jobsOnScreen(jobIds: readonly number[] | null): readonly number[] {
    return jobIds ?? this.#batch.snapshot().jobs.map(({ id }) => id)
  }

  /** Which of these jobs of the batch on screen (null: all) are edited. */
  async findEdited(jobIds: readonly number[] | null): Promise<number[]> {
    return [...(await this.edits.readSome(this.jobsOnScreen(jobIds))).keys()]
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

  listBatches(): ReturnType<Library['batches']> {
    return this.#dependencies.library.batches()
  }

  /** Goes on with what the end of the app has interrupted, and says so. Never rejects. */
  async recover(): Promise<void> {
    this.#tellInterruptedRecordings()
    await this.#continueBatch().catch((error: unknown) => {
      this.#feed.onProblem(sentence('sentences.batch.cannotGoOn', { reason: sentenceOf(error) }))
    })
    await this.#continueInBackground().catch((error: unknown) => {
      const reason = sentenceOf(error)
      this.#feed.onProblem(sentence('sentences.batch.jobsCannotGoOn', { reason }))
    })
    this.#dependencies.qualityKeeper.wake()
  }

  #tellInterruptedRecordings(): void {
    const { library, window } = this.#dependencies
    for (const { title, durationMs } of library.interruptedRecordings) {
      const values = { title, duration: durationSentence(durationMs) }
      send(window, 'recovered', sentence('sentences.batch.recordingKept', values))
    }
  }

  async #continueBatch(): Promise<void> {
    const { library, window, unstartedFiles } = this.#dependencies
    const interrupted = await library.findInterrupted()
    if (interrupted === undefined) {
      for (const search of unstartedFiles.read()) this.#search(search)
      return
    }
    await this.#showStored(interrupted.id)
    const searching = this.#batch.searchOn()
    if (this.#batch.status().counts.waiting === 0) await searching
    if (this.#batch.status().counts.waiting === 0) return library.setRunState(interrupted.id, null)
    if (interrupted.runState === 'paused') return
    await this.startBatch()
    send(window, 'recovered', sentence('sentences.batch.goesOn'))
  }

  async #continueInBackground(): Promise<void> {
    await this.#uploads.tidy()
    await this.background.recover()
    // Not before: what waits in line is not to be found anew.
    void this.watches.apply(this.settings().watchedFolders)
  }

  /** Ends all work and closes the library: no process is left, nothing done is lost. */
  async close(): Promise<void> {
    this.telemetry.stop()
    this.exports.cancel()
    await this.stopCalibration()
    await this.service.close()
    await this.remote.close()
    await this.recordings.close()
    await this.watches.stop()
    await this.background.close()
    await this.#batch.interrupt()
    await this.#dependencies.qualityKeeper.stop()
    await this.#dependencies.library.close()
  }

  #createBatch(stored?: ConstructorParameters<typeof Batch>[1]): Batch {
    const supervision = this.#supervision()
    const predictMs = (photos: number, options: TrackingOptions | null): number | null =>
      this.#predictMs(photos, options ?? currentTrackingOptions(this.settings()))
    return new Batch(
      { ...this.#dependencies, listener: this.#feed, supervision, predictMs },
      stored,
    )
  }

  #createLine(): BackgroundLine {
    const { startHiddenWorker: startWorker, qualityKeeper, log } = this.#dependencies
    return new BackgroundLine({
      ...this.#dependencies,
      startWorker,
      supervision: this.#supervision(),
      workforce: (model) => this.#workforce(model, startWorker),
      predictMs: (photos, options) => options && this.#predictMs(photos, options),
      onWorkingChanged: (isWorking) => {
        if (isWorking) this.telemetry.watchRun(this.#workers())
        else this.#endWatch()
      },
      onEnded: () => {
        this.#uploads.tidy().catch((error: unknown) => log(String((error as Error).stack)))
        qualityKeeper.wake()
      },
    })
  }

  #supervision(): PoolSupervision {
    return {
      memoryLimits: () => this.settings().memoryLimits,
      note: (event: WorkerNote) => this.telemetry.note(event),
    }
  }

  #workers(): number {
    return this.settings().workers ?? this.automaticWorkers
  }

  /** Has files of these folders be tracked for programs that name them by their path. */
  allowFolders(folders: readonly string[]): Settings {
    const { service } = this.settings()
    const allowedFolders = [...new Set([...service.allowedFolders, ...folders])]
    return this.#applySettings({ service: { ...service, allowedFolders } })
  }

  /** The page to try the service with; undefined while it is off. */
  servicePage(): string | undefined {
    const { status } = this.service
    return status.kind === 'on' ? `${status.address}/#${this.settings().service.token}` : undefined
  }

  async #applyService(): Promise<void> {
    const { service } = this.settings()
    if (service.isOn) this.telemetry.watchRun(this.#workers())
    await this.service.apply(service)
  }

  /**
   * Who tracks a batch.
   *
   * @param startWorker starts those of this machine.
   */
  async #workforce(model: Model, startWorker: StartWorker): Promise<Workforce> {
    const { isOn, redisUrl, worksHereToo } = this.settings().remote
    const workers = isOn && !worksHereToo ? 0 : this.#workers()
    const createPool = await poolFor({
      ...{ startWorker, model, workers, appVersion: this.#dependencies.appVersion },
      redisUrl: isOn ? redisUrl : undefined,
      onProblem: (message) => this.#feed.onProblem(message),
      onProblemSolved: (message) => this.#feed.onProblemSolved(message),
    })
    return { workers, createPool }
  }

  #predictMs(photos: number, options: TrackingOptions): number | null {
    const { calibration } = this.settings()
    const msPerPhoto = expectedMsPerPhoto(calibration, options, this.#workers())
    return msPerPhoto === undefined ? null : photos * msPerPhoto
  }

  async #replaceBatch(batch: Batch): Promise<void> {
    await this.#batch.close()
    this.#dependencies.unstartedFiles.clear()
    this.#feed.clear()
    this.#batch = batch
    this.letWindowGoFirst()
    send(this.#dependencies.window, 'batch-replaced', undefined)
  }

  #showStatus(status: BatchStatus): void {
    send(this.#dependencies.window, 'batch-changed', status)
    showProgress(this.#dependencies.window, status)
    this.letWindowGoFirst()
  }

  /** Watches the memory no longer than there is a reason to. */
  #endWatch(): void {
    const isNeeded =
      this.settings().service.isOn || this.#isBatchBegun || this.background.batches.length > 0
    if (!isNeeded) this.telemetry.endRun()
  }

  async #announceEndOf(batch: Batch): Promise<void> {
    await batch.runEnded()
    this.#endWatch()
    if (batch === this.#batch && batch.status().phase === 'finished') {
      announceEnd(this.#dependencies.window, batch.status(), this.#dependencies.translate)
    }
  }
}

/** Whoever switches the service on, or wants another token, gets a random one. */
function withToken(changes: Partial<Settings>): Partial<Settings> {
  const { service } = changes
  if (service?.isOn !== true || service.token !== '') return changes
  return { ...changes, service: { ...service, token: randomBytes(24).toString('base64url') } }
}

function toServiceSample({ job, ...sample }: WorkerSample): ProcessSample {
  return { ...sample, role: 'service', file: job === undefined ? null : 'a photo' }
}
