import type { DuckDBConnection } from '@duckdb/node-api'
import type { EditSteps } from '../../common/edits/steps'
import { everythingOf } from '../../common/export/trackedVideo'
import type { Task } from '../../common/tasks'
import type { TableChunk } from '../export/tableChunks'
import { appendEditedDetections, emptyEditedDetections } from './editedDetections'
import { readEditedFrames } from './editedFrames'
import { FrameReader } from './frameReader'

export interface EditedRowsOptions {
  /** Reads what was tracked; used for nothing else. */
  readonly connection: DuckDBConnection
  /** In the order of the table. */
  readonly sourceIds: readonly number[]
  /** How sources are edited that are, by their ids. */
  readonly edits: ReadonlyMap<number, EditSteps>
  readonly task: Task
}

/**
 * The edited rows of a table that is written chunk by chunk: they are made when their chunk comes, so
 * that they never take more memory than a chunk.
 */
export class EditedRows {
  readonly #options: EditedRowsOptions
  readonly #readers = new Map<number, FrameReader>()
  #lastPut: Promise<void> = Promise.resolve()

  constructor(options: EditedRowsOptions) {
    this.#options = options
  }

  /** Gives a connection the edited rows of a chunk, and no others. Chunks come in order. */
  put(chunk: TableChunk, connection: DuckDBConnection): Promise<void> {
    if (this.#options.edits.size === 0) return Promise.resolve()
    const putting = this.#lastPut.then(() => this.#put(chunk, connection))
    this.#lastPut = putting.catch(() => undefined)
    return putting
  }

  async #put(chunk: TableChunk, connection: DuckDBConnection): Promise<void> {
    const { sourceIds, edits } = this.#options
    await emptyEditedDetections(connection)
    for (const id of sourceIds.slice(chunk.firstRank, chunk.lastRank + 1)) {
      const steps = edits.get(id)
      if (steps === undefined) continue
      const frames = await (await this.#reader(id, steps)).readTo(chunk.lastFrame)
      await appendEditedDetections(connection, id, frames)
    }
  }

  async #reader(sourceId: number, steps: EditSteps): Promise<FrameReader> {
    const { connection, task } = this.#options
    const existing = this.#readers.get(sourceId)
    if (existing) return existing
    const reader = new FrameReader(
      await readEditedFrames(connection, sourceId, everythingOf(task), steps),
    )
    // The frames of a source come one after the other, and it does not come again.
    this.#readers.clear()
    this.#readers.set(sourceId, reader)
    return reader
  }
}
