import { listValue } from '@duckdb/node-api'
import { z } from 'zod'
import type { BatchStatus } from '../../common/batch'
import { inEnglish } from '../../common/sentence'
import { packSentence, sentenceSchema, unpackSentence } from '../../common/sentenceSchema'
import type { TrackingOptions } from '../../common/tasks'
import { parseOptions } from './batchRows'
import type { LibraryTables } from './recordingTable'
import { statement, type Change } from './writeQueue'

const originSchema = z.enum(['service', 'watch'])
/** Who wanted a batch that no window has begun. */
export type BackgroundOrigin = z.infer<typeof originSchema>

const endSchema = z.union([
  z.object({ kind: z.enum(['completed', 'cancelled']) }),
  z.object({ kind: z.literal('failed'), reason: sentenceSchema }),
])
/** How such a batch ended; `failed` says why it could not be worked on. */
export type BackgroundEnd = Readonly<z.infer<typeof endSchema>>

/** Why a file was not tracked, in English. */
export interface FileProblem {
  readonly file: string
  readonly message: string
}

/** A batch that no window has begun, as the library knows it. */
export interface StoredBackground {
  readonly id: number
  readonly title: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly options: TrackingOptions
  /** Null while it waits or is in work. */
  readonly end: BackgroundEnd | null
  readonly counts: BatchStatus['counts']
  /** Of the first files that were not tracked. */
  readonly problems: readonly FileProblem[]
}

/** The row that makes a new batch one of these. */
export function insertBackground(batchId: number, origin: BackgroundOrigin): Change {
  return statement('INSERT INTO background_batches VALUES ($1, $2, NULL, NULL)', [batchId, origin])
}

/** Problems that are told of each batch: its counts tell how many there are. */
export const mostProblems = 100

/** The batches of a library that no window has begun. */
export class BackgroundTable {
  readonly #tables: Pick<LibraryTables, 'write' | 'read'>

  constructor(tables: Pick<LibraryTables, 'write' | 'read'>) {
    this.#tables = tables
  }

  /** Those of an origin, the newest first. */
  async list(origin: BackgroundOrigin, most: number): Promise<StoredBackground[]> {
    const rows = await this.#tables.read(
      `${selectSql} WHERE origin = $1 ORDER BY batch_id DESC LIMIT ${most}`,
      [origin],
    )
    return this.#complete(rows)
  }

  /** Undefined if there is no such batch of this origin. */
  async read(origin: BackgroundOrigin, id: number): Promise<StoredBackground | undefined> {
    const rows = await this.#tables.read(`${selectSql} WHERE origin = $1 AND batch_id = $2`, [
      ...[origin, id],
    ])
    const [found] = await this.#complete(rows)
    return found
  }

  /** Those that have not come to their end, in the order in which they came. */
  async unfinished(): Promise<{ readonly id: number; readonly origin: BackgroundOrigin }[]> {
    const rows = await this.#tables.read(
      'SELECT batch_id, origin FROM background_batches WHERE ended IS NULL ORDER BY batch_id',
    )
    return rows.map(({ batch_id: id, origin }) => {
      return { id: Number(id), origin: originSchema.parse(origin) }
    })
  }

  /** Whether a batch is one of these. */
  async has(id: number): Promise<boolean> {
    const sql = 'SELECT 1 FROM background_batches WHERE batch_id = $1'
    return (await this.#tables.read(sql, [id])).length > 0
  }

  async setEnd(id: number, end: BackgroundEnd): Promise<void> {
    const reason = end.kind === 'failed' ? packSentence(end.reason) : null
    await this.#tables.write(
      statement('UPDATE background_batches SET ended = $1, problem = $2 WHERE batch_id = $3', [
        ...[end.kind, reason, id],
      ]),
    )
  }

  /** Adds what is known of the files of these batches. */
  async #complete(rows: readonly Record<string, unknown>[]): Promise<StoredBackground[]> {
    // DuckDB does not know what an empty list is one of.
    if (rows.length === 0) return []
    const ids = [listValue(rows.map(({ id }) => Number(id)))]
    const counts = await this.#tables.read(countFilesSql, ids)
    const problems = await this.#tables.read(selectProblemsSql, ids)
    return rows.map((row) => ({
      id: Number(row.id),
      title: String(row.title),
      createdAt: String(row.created_at),
      options: parseOptions(row.options),
      end: row.ended === null ? null : toEnd(row),
      counts: countsOf(counts.filter(({ batch_id: id }) => id === row.id)),
      problems: problems
        .filter(({ batch_id: id }) => id === row.id)
        .map(({ name, message }) => ({
          file: String(name),
          message: inEnglish(unpackSentence(String(message))),
        })),
    }))
  }
}

function toEnd({ ended, problem }: Record<string, unknown>): BackgroundEnd {
  const reason = typeof problem === 'string' ? unpackSentence(problem) : null
  return endSchema.parse({ kind: ended, reason })
}

const selectSql = `SELECT batches.id, title, created_at, options, ended, problem
  FROM background_batches JOIN batches ON batches.id = batch_id`

const areTheirs = 'batch_id IN (SELECT unnest($1::UINTEGER[]))'

const countFilesSql = `SELECT batch_id, state, count(*) AS files FROM sources
  WHERE ${areTheirs} GROUP BY ALL`

const selectProblemsSql = `SELECT batch_id, name, message FROM sources
  WHERE ${areTheirs} AND message IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY batch_id ORDER BY id) <= ${mostProblems}
  ORDER BY id`

function countsOf(rows: readonly Record<string, unknown>[]): BatchStatus['counts'] {
  const counts = { waiting: 0, running: 0, done: 0, failed: 0, refused: 0, cancelled: 0 }
  for (const { state, files } of rows) counts[state as keyof typeof counts] = Number(files)
  return counts
}
