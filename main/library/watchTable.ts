import { sep } from 'node:path'
import type { WatchStatus } from '../../common/watch'
import type { LibraryTables } from './recordingTable'
import { statement } from './writeQueue'

export interface KnownFile {
  readonly path: string
  readonly sizeBytes: number
}

export interface TrackedFile extends KnownFile {
  readonly sourceId: number
}

/** What the library knows of files in watched folders. */
export class WatchTable {
  readonly #tables: Pick<LibraryTables, 'write' | 'read'>

  constructor(tables: Pick<LibraryTables, 'write' | 'read'>) {
    this.#tables = tables
  }

  /** Files in a folder that were tracked or are to be, also those whose results are deleted since. */
  async known(folder: string): Promise<KnownFile[]> {
    const rows = await this.#tables.read(
      `SELECT path, size_bytes FROM (${watchedSourcesSql}) WHERE starts_with(path, $1)
       UNION SELECT path, size_bytes FROM watch_results WHERE starts_with(path, $1)`,
      [inside(folder)],
    )
    return rows.map(({ path, size_bytes: sizeBytes }) => {
      return { path: String(path), sizeBytes: Number(sizeBytes) }
    })
  }

  /**
   * Files in a folder that are tracked and whose result is not written yet, in their order. The id of
   * a result that was deleted may be another file's by now.
   */
  async withoutResult(folder: string): Promise<TrackedFile[]> {
    const rows = await this.#tables.read(
      `SELECT id, path, size_bytes FROM (${watchedSourcesSql})
       WHERE state = 'done' AND starts_with(path, $1)
         AND (id, path, size_bytes) NOT IN (SELECT (source_id, path, size_bytes) FROM watch_results)
       ORDER BY id`,
      [inside(folder)],
    )
    return rows.map(({ id, path, size_bytes: sizeBytes }) => {
      return { sourceId: Number(id), path: String(path), sizeBytes: Number(sizeBytes) }
    })
  }

  async addResult({ sourceId, path, sizeBytes }: TrackedFile, resultPath: string): Promise<void> {
    await this.#tables.write(
      statement('INSERT INTO watch_results VALUES ($1, $2, $3, $4)', [
        ...[sourceId, path, BigInt(sizeBytes), resultPath],
      ]),
    )
  }

  /** How many files of a folder are in which state. */
  async count(folder: string): Promise<Pick<WatchStatus, 'waiting' | 'tracked' | 'failed'>> {
    const [row] = await this.#tables.read(
      `SELECT count(*) FILTER (state = 'waiting') AS waiting,
         count(*) FILTER (state = 'done') AS tracked,
         count(*) FILTER (state NOT IN ('waiting', 'done')) AS failed
       FROM (${watchedSourcesSql}) WHERE starts_with(path, $1)`,
      [inside(folder)],
    )
    return {
      ...{ waiting: Number(row?.waiting), tracked: Number(row?.tracked) },
      failed: Number(row?.failed),
    }
  }
}

const watchedSourcesSql = `SELECT sources.* FROM sources
  JOIN background_batches USING (batch_id) WHERE origin = 'watch'`

function inside(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep
}
