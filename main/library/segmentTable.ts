import { listValue, type DuckDBValue } from '@duckdb/node-api'
import type { SubjectMap } from '../../common/joinSubjects'
import {
  segmentResultSchema,
  segmentSchema,
  type Segment,
  type SegmentResult,
  type StoredSegment,
} from '../../common/segments'
import { setState, type Outcome } from './sourceRows'
import { statement, type Change } from './writeQueue'

/** The tables of the library, as it lends them. */
interface LibraryTables {
  /** Resolves when all is on disk; a little time may pass, so that many share one wait. */
  writeTogether(...changes: readonly Change[]): Promise<void>
  read(sql: string, values?: DuckDBValue[]): Promise<Record<string, unknown>[]>
}

/** The segments of long videos that are in work. When a video is done, nothing of them is left. */
export class SegmentTable {
  readonly #tables: LibraryTables

  constructor(tables: LibraryTables) {
    this.#tables = tables
  }

  /** Keeps how a video was cut. */
  async add(sourceId: number, segments: readonly Segment[]): Promise<void> {
    const rows = segments.map((segment) => {
      const { index, startFrame, frames } = segment
      return [sourceId, index, startFrame, frames, JSON.stringify(segment)]
    })
    const insert = 'INSERT INTO segments VALUES ($1, $2, $3, $4, $5, NULL)'
    await this.#tables.writeTogether(...rows.map((row) => statement(insert, row)))
  }

  /** Resolves when the result of a segment and all its landmarks are on disk. */
  async finish(sourceId: number, { index }: Segment, result: SegmentResult): Promise<void> {
    await this.#tables.writeTogether(
      statement('UPDATE segments SET result = $1 WHERE source_id = $2 AND segment = $3', [
        ...[JSON.stringify(result), sourceId, index],
      ]),
    )
  }

  /** Makes a segment as if it had never been tried. */
  async reopen(sourceId: number, { index, startFrame, frames }: Segment): Promise<void> {
    await this.#tables.writeTogether(
      statement('DELETE FROM detections WHERE source_id = $1 AND frame BETWEEN $2 AND $3', [
        ...[sourceId, startFrame, startFrame + frames - 1],
      ]),
      statement('UPDATE segments SET result = NULL WHERE source_id = $1 AND segment = $2', [
        ...[sourceId, index],
      ]),
    )
  }

  /** Ends a video of which all segments are done: its subjects get the numbers of the whole. */
  async join(
    sourceId: number,
    segments: readonly Segment[],
    subjects: readonly SubjectMap[],
    outcome: Outcome,
  ): Promise<void> {
    const renumberings = segments.flatMap((segment, index) =>
      renumber(sourceId, segment, subjects[index]!),
    )
    await this.#tables.writeTogether(
      ...renumberings,
      statement('DELETE FROM segments WHERE source_id = $1', [sourceId]),
      setState(sourceId, outcome),
    )
  }

  /** The segments of a batch's videos that are not done, in order, by their source. */
  async read(batchId: number): Promise<ReadonlyMap<number, readonly StoredSegment[]>> {
    const rows = await this.#tables.read(
      `SELECT source_id, plan, result FROM segments
        WHERE source_id IN (SELECT id FROM sources WHERE batch_id = $1)
        ORDER BY source_id, segment`,
      [batchId],
    )
    const bySource = new Map<number, StoredSegment[]>()
    for (const { source_id: sourceId, plan, result } of rows) {
      const stored = {
        segment: segmentSchema.parse(JSON.parse(String(plan))),
        result: typeof result === 'string' ? segmentResultSchema.parse(JSON.parse(result)) : null,
      }
      const segments = bySource.get(Number(sourceId))
      if (segments) segments.push(stored)
      else bySource.set(Number(sourceId), [stored])
    }
    return bySource
  }
}

/** Most segments have one subject, and it is 0 in all of them: then nothing is to be done. */
function renumber(sourceId: number, segment: Segment, subjects: SubjectMap): Change[] {
  if ([...subjects].every(([own, whole]) => own === whole)) return []
  const { startFrame, frames } = segment
  const [own, whole] = [listValue([...subjects.keys()]), listValue([...subjects.values()])]
  return [
    statement(
      // No list has a NULL in it: one that began with it would count as a list of nothing else.
      `UPDATE detections SET subject = ($1::UINTEGER[])[list_position($2::UINTEGER[], subject)]
        WHERE source_id = $3 AND frame BETWEEN $4 AND $5 AND subject IS NOT NULL`,
      [whole, own, sourceId, startFrame, startFrame + frames - 1],
    ),
  ]
}
