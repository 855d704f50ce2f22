import type { BrowserWindow } from 'electron'
import type { ExportOptions } from '../../common/export/options'
import { sentence, SentenceError } from '../../common/sentence'
import type { TelemetrySample } from '../../common/telemetry'
import type { StartAnnotator } from '../export/annotator'
import { exportLandmarks, type ExportResult } from '../export/exportFile'
import type { Library } from '../library/library'
import { writeTelemetryCsv } from '../telemetry/telemetryCsv'
import { throttled } from '../throttled'
import { send } from './ipc'

export interface ExportsOptions {
  readonly library: Library
  readonly appVersion: string
  readonly startAnnotator: StartAnnotator
  readonly window: BrowserWindow
}

/** What is written sooner shows no progress. */
const progressEveryMs = 500

/** The files that the window has orders for; of landmarks, one at a time. */
export class Exports {
  readonly #options: ExportsOptions
  readonly #paths = new Set<string>()
  #writing: AbortController | undefined

  constructor(options: ExportsOptions) {
    this.#options = options
  }

  /** Answers null if it was stopped. */
  async writeLandmarks(
    sourceIds: readonly number[],
    options: ExportOptions,
    destinationPath: string,
  ): Promise<ExportResult | null> {
    if (this.#writing) throw new SentenceError(sentence('sentences.export.another'))
    const { signal } = (this.#writing = new AbortController())
    const { library, appVersion, startAnnotator } = this.#options
    try {
      const result = await exportLandmarks({
        ...{ library, appVersion, options, destinationPath, startAnnotator, sourceIds },
        watch: { signal, onProgress: this.#tellProgress(signal) },
      })
      this.#paths.add(result.path)
      return result
    } catch (error) {
      if (signal.aborted) return null
      throw error
    } finally {
      this.#writing = undefined
    }
  }

  /** Stops the landmarks that are being written, if any are. */
  cancel(): void {
    this.#writing?.abort()
  }

  async writeTelemetry(
    samples: readonly TelemetrySample[],
    path: string,
  ): Promise<{ path: string; rows: number; durationMs: number }> {
    const startMs = performance.now()
    const rows = await writeTelemetryCsv(path, samples)
    this.#paths.add(path)
    return { path, rows, durationMs: performance.now() - startMs }
  }

  /** Only files that this app has written may be shown to the page's order. */
  has(path: string): boolean {
    return this.#paths.has(path)
  }

  #tellProgress(signal: AbortSignal): (share: number) => void {
    let share = 0
    const tell = throttled(progressEveryMs, () => {
      if (this.#writing?.signal === signal) send(this.#options.window, 'export-progressed', share)
    })
    return (now) => {
      share = now
      tell()
    }
  }
}
