import { listValue, type DuckDBValue } from '@duckdb/node-api'
import { editStepsSchema, type EditSteps } from '../../common/edits/steps'
import { statement, type Change } from './writeQueue'

/** The tables of the library, as it lends them. */
interface LibraryTables {
  /** Resolves when all is on disk. */
  write(...changes: readonly Change[]): Promise<void>
  read(sql: string, values?: DuckDBValue[]): Promise<Record<string, unknown>[]>
}

/** The steps by which results are edited. What was tracked is never changed by them. */
export class EditTable {
  readonly #tables: LibraryTables

  constructor(tables: LibraryTables) {
    this.#tables = tables
  }

  /** The steps of a source, none if it is not edited. */
  async read(sourceId: number): Promise<EditSteps> {
    return (await this.readSome([sourceId])).get(sourceId) ?? []
  }

  /** The steps of those sources that are edited. */
  async readSome(sourceIds: readonly number[]): Promise<ReadonlyMap<number, EditSteps>> {
    if (sourceIds.length === 0) return new Map()
    const rows = await this.#tables.read(
      `SELECT source_id, steps FROM edits
        WHERE source_id IN (SELECT unnest($1::UINTEGER[])) ORDER BY source_id`,
      [listValue(sourceIds)],
    )
    return new Map(
      rows.map(({ source_id: sourceId, steps }) => [
        Number(sourceId),
        editStepsSchema.parse(JSON.parse(String(steps))),
      ]),
    )
  }

  /** Everybody who was tracked in a source, by their number. */
  async readSubjects(sourceId: number): Promise<number[]> {
    const rows = await this.#tables.read(
      `SELECT DISTINCT subject FROM detections
        WHERE source_id = $1 AND subject IS NOT NULL ORDER BY subject`,
      [sourceId],
    )
    return rows.map(({ subject }) => Number(subject))
  }

  /** Puts other steps in the place of those of a source; none leaves it as it was tracked. */
  async write(sourceId: number, steps: EditSteps): Promise<void> {
    const insert = statement('INSERT INTO edits VALUES ($1, $2)', [sourceId, JSON.stringify(steps)])
    await this.#tables.write(
      statement('DELETE FROM edits WHERE source_id = $1', [sourceId]),
      ...(steps.length > 0 ? [insert] : []),
    )
  }
}
