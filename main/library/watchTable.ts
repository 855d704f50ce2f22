import { listValue } from '@duckdb/node-api'
import { sep } from 'node:path'
import type { WatchStatus } from '../../common/watch'
import type { LibraryTables } from './recordingTable'
import { statement } from './writeQueue'

/** A file as it was when it was put in line. */
export interface KnownFile {
  readonly path: string
  readonly sizeBytes: number
  /** When it was last written, in milliseconds since 1970; null where an older version kept none. */
  readonly modifiedMs: number | null
}

/** A file as it is now. */
export interface WatchedFile extends KnownFile {
  readonly modifiedMs: number
}

export interface TrackedFile extends Omit<KnownFile, 'modifiedMs'> {
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
      'SELECT path, size_bytes, modified_ms FROM watched_files WHERE starts_with(path, $1)',
      [inside(folder)],
    )
    return rows.map(({ path, size_bytes: sizeBytes, modified_ms: modifiedMs }) => {
      return {
        path: String(path),
        sizeBytes: Number(sizeBytes),
        modifiedMs: modifiedMs as number | null,
      }
    })
  }

  /** Remembers files that were put in line. */
  async addKnown(files: readonly WatchedFile[]): Promise<void> {
    await this.#tables.write(
      statement(
        `INSERT INTO watched_files
           SELECT unnest($1::VARCHAR[]), unnest($2::BIGINT[]), unnest($3::DOUBLE[])`,
        [
          listValue(files.map(({ path }) => path)),
          listValue(files.map(({ sizeBytes }) => BigInt(sizeBytes))),
          listValue(files.map(({ modifiedMs }) => modifiedMs)),
        ],
      ),
    )
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
