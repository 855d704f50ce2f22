import { access } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { Calibration, CalibrationProgress } from '../../common/calibration'
import { sentence, SentenceError } from '../../common/sentence'
import type { Settings } from '../../common/settings'
import { findModel, type ModelFolders } from '../models'
import { countPhysicalCores } from '../physicalCores'
import type { StartWorker } from '../pool/workerConnection'
import { calibrate, defaultSlices, type CalibrationSlices } from './calibrate'

export interface CalibratorOptions {
  readonly startWorker: StartWorker
  readonly wasmFolder: string
  readonly modelFolders: ModelFolders
  /** The photo that is tracked over and over. */
  readonly photoPath: string
  readonly onProgress: (progress: CalibrationProgress) => void
  readonly log: (text: string) => void
  readonly slices?: CalibrationSlices
}

/** Measures this machine when it is told to, once at a time. */
export class Calibrator {
  readonly #options: CalibratorOptions
  /** The last one, under way or over. */
  #last: { readonly abort: AbortController; readonly ended: Promise<unknown> } | undefined

  #running = 0

  constructor(options: CalibratorOptions) {
    this.#options = options
  }

  get isRunning(): boolean {
    return this.#running > 0
  }

  /**
   * Measures, for the options in these settings. One that is under way is stopped for it. Answers
   * undefined if it was stopped itself; rejects with a sentence for people.
   */
  async run(settings: Settings): Promise<Calibration | undefined> {
    this.#running += 1
    const before = this.stop()
    const abort = new AbortController()
    const measuring = before.then(() => this.#measure(settings, abort.signal))
    // In the same breath: whoever stops from now on stops this one.
    this.#last = { abort, ended: measuring.catch(() => undefined) }
    try {
      return await measuring
    } catch (error) {
      if (abort.signal.aborted) return undefined
      throw error
    } finally {
      this.#running -= 1
    }
  }

  /** When it resolves, no process of it is left. */
  async stop(): Promise<void> {
    this.#last?.abort.abort()
    await this.#last?.ended
  }

  async #measure(settings: Settings, signal: AbortSignal): Promise<Calibration> {
    const { wasmFolder, modelFolders, photoPath, slices = defaultSlices } = this.#options
    signal.throwIfAborted()
    await checkPhoto(photoPath)
    const physicalCores = countPhysicalCores()
    return calibrate({
      ...{ ...this.#options, slices, signal, task: settings.task },
      openRequest: async (task) => {
        const options = settings.tracking[task]
        const { path } = await findModel(options, modelFolders)
        return { kind: 'open', options, modelPath: path, wasmFolder }
      },
      workers: {
        physicalCores,
        logicalCores: availableParallelism(),
        present: settings.workers ?? physicalCores,
      },
    })
  }
}

async function checkPhoto(path: string): Promise<void> {
  try {
    await access(path)
  } catch (cause) {
    throw new SentenceError(sentence('sentences.calibration.noSample'), { cause })
  }
}
