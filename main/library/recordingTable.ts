import type { DuckDBValue } from '@duckdb/node-api'
import { stat } from 'node:fs/promises'
import type { RecordingEnding, RecordingSetup, RecordingSummary } from '../../common/recording'
import { sentence, SentenceError } from '../../common/sentence'
import type { NewBatch } from './batchRows'
import {
  endRecording,
  insertRecording,
  removeRecording,
  renameRecording,
  selectRecordingsSql,
  toRecording,
  type RecordingRow,
} from './recordingRows'
import type { Change } from './writeQueue'

export interface NewRecording extends Omit<NewBatch, 'options'> {
  readonly setup: RecordingSetup
  /** Where its video is being written; null if it has none. */
  readonly videoPath: string | null
}

/** The tables of the library, as it lends them. */
export interface LibraryTables {
  nextIds(): [batchId: number, sourceId: number]
  /** Resolves when all is on disk. */
  write(...changes: readonly Change[]): Promise<void>
  read(sql: string, values?: DuckDBValue[]): Promise<Record<string, unknown>[]>
}

/** The live recordings of a library. Their frames are appended to the library itself. */
export class RecordingTable {
  readonly #tables: LibraryTables

  constructor(tables: LibraryTables) {
    this.#tables = tables
  }

  async create({ setup, videoPath, ...known }: NewRecording): Promise<RecordingRow> {
    const [id, sourceId] = this.#tables.nextIds()
    const recording = { setup, ending: null, framesDropped: null, videoPath }
    const batch = { ...known, options: setup.options }
    await this.#tables.write(...insertRecording(id, sourceId, batch, recording))
    return this.read(id)
  }

  /** All recordings, the newest first. */
  async list(): Promise<RecordingRow[]> {
    const rows = await this.#tables.read(`${selectRecordingsSql} ORDER BY batches.id DESC`)
    return rows.map(toRecording)
  }

  /** Throws if there is no such recording. */
  async read(id: number): Promise<RecordingRow> {
    const [row] = await this.#tables.read(`${selectRecordingsSql} AND batches.id = $1`, [id])
    if (row === undefined)
      throw new SentenceError(sentence('sentences.library.noRecording', { id }))
    return toRecording(row)
  }

  /**
   * Says how a recording ended; resolves when that and all its frames are on disk. A video that no
   * byte was written of is none.
   */
  async finish(
    id: number,
    ending: RecordingEnding,
    framesDropped: number | null,
  ): Promise<RecordingRow> {
    const row = await this.read(id)
    const { setup, videoPath } = row.summary
    const videoBytes = videoPath === null ? 0 : await sizeOf(videoPath)
    const kept = { setup, ending, framesDropped, videoPath: videoBytes > 0 ? videoPath : null }
    await this.#tables.write(...endRecording(row, kept, videoBytes))
    return this.read(id)
  }

  /**
   * Ends a recording that was cut off with what has come of it. With nothing, it is removed, and the
   * answer is undefined.
   */
  async interrupt(id: number): Promise<RecordingSummary | undefined> {
    const row = await this.finish(id, 'interrupted', null)
    const isNothing = row.summary.frames === 0 && row.summary.videoPath === null
    if (!isNothing) return row.summary
    await this.#tables.write(...removeRecording(row))
    return undefined
  }

  /** Does so with every recording that has no end. None may be in work. Answers those it kept. */
  async endInterrupted(): Promise<RecordingSummary[]> {
    const kept: RecordingSummary[] = []
    for (const { summary } of await this.list()) {
      if (summary.ending !== null) continue
      const ended = await this.interrupt(summary.id)
      if (ended) kept.push(ended)
    }
    return kept
  }

  /** Throws if there is no such recording. */
  async rename(id: number, title: string): Promise<RecordingRow> {
    await this.#tables.write(...renameRecording(await this.read(id), title))
    return this.read(id)
  }
}

/** In bytes; 0 for a file that is not there. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
