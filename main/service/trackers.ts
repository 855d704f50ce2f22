import type { TrackingOptions } from '../../common/tasks'
import { findModel, type ModelFolders } from '../models'
import type { StartWorker } from '../pool/workerConnection'
import { WorkerPool, type PoolSupervision } from '../pool/workerPool'
import type { WorkerSample } from '../pool/workerSlot'
import { PhotoLine, type TrackedPhoto, type WaitingPhoto } from './photoLine'

export interface TrackersOptions {
  readonly startWorker: StartWorker
  readonly wasmFolder: string
  readonly modelFolders: ModelFolders
  /** Worker processes for each set of options that is in use. */
  readonly workers: number
  readonly supervision: PoolSupervision
  readonly log: (text: string) => void
}

/**
 * How many sets of options have workers at a time. A model takes up to 400 MB in each worker, and a
 * second and more to load: two let somebody ask for hands and faces in turn.
 */
const mostOpen = 2

interface Tracker {
  readonly line: PhotoLine
  readonly pool: WorkerPool
}

/** Pools of workers that track photos, one for each set of options that was asked for lately. */
export class Trackers {
  readonly #options: TrackersOptions
  /** By their options, the one that was used last at the end. */
  readonly #open = new Map<string, Tracker>()
  #borne: number
  #isClosed = false

  constructor(options: TrackersOptions) {
    this.#options = options
    this.#borne = options.workers
  }

  /** How many photos wait or are in work. */
  get length(): number {
    return [...this.#open.values()].reduce((sum, { line }) => sum + line.length, 0)
  }

  /** Whether some worker has its model loaded. */
  get isReady(): boolean {
    return [...this.#open.values()].some(({ pool }) =>
      pool.statuses().some(({ state }) => state === 'idle' || state === 'busy'),
    )
  }

  /** Whether the machine has too little memory for all workers. */
  get isShortOfMemory(): boolean {
    return this.#borne < this.#options.workers
  }

  /** Starts the workers of these options, unless they run. Throws a sentence for people. */
  async open(options: TrackingOptions): Promise<void> {
    await this.#find(options)
  }

  /** Resolves with what was found in the photo. Rejects with a sentence for people. */
  async track(options: TrackingOptions, photo: WaitingPhoto): Promise<TrackedPhoto> {
    return (await this.#find(options)).line.track(photo)
  }

  /** How many workers of each set of options the memory bears. */
  setWantedWorkers(count: number): void {
    this.#borne = count
    for (const { pool } of this.#open.values()) pool.setWanted(count)
  }

  samples(): WorkerSample[] {
    return [...this.#open.values()].flatMap(({ pool }) => pool.samples())
  }

  /** Ends all workers; who waits is told. */
  async close(): Promise<void> {
    this.#isClosed = true
    const open = [...this.#open.values()]
    this.#open.clear()
    await Promise.all(open.map((tracker) => stop(tracker, 'The service is being stopped.')))
  }

  async #find(options: TrackingOptions): Promise<Tracker> {
    const key = JSON.stringify(options)
    // Before anything is awaited: two requests at a time must not open two pools.
    const model = this.#open.has(key)
      ? undefined
      : await findModel(options, this.#options.modelFolders)
    if (this.#isClosed) throw new Error('The service is being stopped.')
    const tracker = this.#open.get(key) ?? this.#create(options, model?.path ?? '')
    this.#open.delete(key)
    this.#open.set(key, tracker)
    this.#closeOldest()
    return tracker
  }

  #create(options: TrackingOptions, modelPath: string): Tracker {
    const { startWorker, wasmFolder, workers, supervision, log } = this.#options
    const line = new PhotoLine(() => pool.wake())
    const pool = new WorkerPool({
      ...{ size: workers, startWorker, work: line, supervision, log },
      open: { kind: 'open', options, modelPath, wasmFolder },
      onStatusChanged: () => undefined,
    })
    pool.setWanted(this.#borne)
    pool.start()
    return { line, pool }
  }

  /** One that somebody waits for stays until nobody does: it is looked at again with the next. */
  #closeOldest(): void {
    const idle = [...this.#open].filter(([, { line }]) => line.length === 0)
    const tooMany = this.#open.size - mostOpen
    for (const [key, tracker] of idle.slice(0, Math.max(0, tooMany))) {
      this.#open.delete(key)
      void stop(tracker, 'Other options took the place of these.')
    }
  }
}

async function stop({ line, pool }: Tracker, reason: string): Promise<void> {
  line.close(reason)
  await pool.stop()
}
