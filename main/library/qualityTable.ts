import { listValue, type DuckDBValue } from '@duckdb/node-api'
import type { MediaKind } from '../../common/media'
import { qualitySchema, type Quality } from '../../common/quality'
import { readStoredRecording } from './recordingRows'
import { statement, type Change } from './writeQueue'

/** The tables of the library, as it lends them. */
interface LibraryTables {
  /** Resolves when all is on disk; a little time may pass, so that many share one wait. */
  writeTogether(...changes: readonly Change[]): Promise<void>
  read(sql: string, values?: DuckDBValue[]): Promise<Record<string, unknown>[]>
}

/** A source that is done and whose quality nobody knows yet. */
export interface UnknownQuality {
  readonly id: number
  /** Of a recording; null where nobody counted. */
  readonly framesDropped: number | null
}

/** How good the results of a library are. */
export class QualityTable {
  readonly #tables: LibraryTables

  constructor(tables: LibraryTables) {
    this.#tables = tables
  }

  /** Keeps the qualities of some sources, by their ids; those that are gone are left out. */
  async write(qualities: ReadonlyMap<number, Quality>): Promise<void> {
    const ids = listValue([...qualities.keys()])
    const texts = listValue([...qualities.values()].map((quality) => JSON.stringify(quality)))
    await this.#tables.writeTogether(
      statement('DELETE FROM qualities WHERE source_id IN (SELECT unnest($1::UINTEGER[]))', [ids]),
      statement(
        `INSERT INTO qualities
          FROM (SELECT unnest($1::UINTEGER[]) AS source_id, unnest($2::VARCHAR[]))
          WHERE source_id IN (SELECT id FROM sources WHERE state = 'done')`,
        [ids, texts],
      ),
    )
  }

  /** Those that are known of some sources, by their ids. */
  async read(sourceIds: readonly number[]): Promise<Map<number, Quality>> {
    if (sourceIds.length === 0) return new Map()
    const rows = await this.#tables.read(
      'FROM qualities WHERE source_id IN (SELECT unnest($1::UINTEGER[]))',
      [listValue(sourceIds)],
    )
    return new Map(
      rows.map((row) => [
        Number(row.source_id),
        qualitySchema.parse(JSON.parse(String(row.quality))),
      ]),
    )
  }

  /** At most so many sources of a kind, the newest first, without some. */
  async listUnknown(
    mediaKind: MediaKind,
    except: readonly number[],
    limit: number,
  ): Promise<UnknownQuality[]> {
    const rows = await this.#tables.read(
      `SELECT sources.id, recording
        FROM sources JOIN batches ON batches.id = batch_id
        WHERE state = 'done' AND media_kind = $1
          AND sources.id NOT IN (SELECT source_id FROM qualities)
          AND NOT list_contains([${except.join(', ')}]::UINTEGER[], sources.id)
        ORDER BY sources.id DESC LIMIT $2`,
      [mediaKind, limit],
    )
    return rows.map((row) => ({
      id: Number(row.id),
      framesDropped: readStoredRecording(row.recording)?.framesDropped ?? null,
    }))
  }
}
