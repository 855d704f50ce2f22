import type { DuckDBConnection } from '@duckdb/node-api'
import { z } from 'zod'
import { partNames } from '../../common/landmarks'
import type { Quality } from '../../common/quality'
import { confidencesTableSql, lowestConfidenceSql, unsureRunsSql } from './confidenceSql'
import { jitterSql } from './jitterSql'
import { lookAtVideoSql, type Period } from './lookedTable'
import { swapSql } from './swapSql'
import { gapsSql, timelineSql } from './timelineSql'
import { videoQuality, type VideoFindings } from './videoQuality'

export interface DoneVideo {
  readonly id: number
  /** Of a recording; null where nobody counted. */
  readonly framesDropped: number | null
}

/** How much of a video is looked at in one go: a few numbers of some ten thousand rows. */
const periodUs = 300_000_000

/** BIGINT and DOUBLE alike. */
const number = z.coerce.number<number | bigint>()
const timelineSchema = z.object({
  ...{ frames: number, framesFound: number, startUs: number, endUs: number },
})
const runSchema = z.object({
  ...{ firstFrame: number, lastFrame: number, startUs: number, endUs: number },
})
const jitterSchema = runSchema.extend({
  ...{ part: z.enum(partNames), values: number, jitter: number },
})
const unsureSchema = runSchema.extend({ lack: number })
const lowestSchema = z.object({ lowest: z.number().nullable() })

/**
 * Looks through a video or recording that is done. Nothing of it happens on the thread of the caller
 * but a few rows; `rest` is awaited between the steps, and may throw to end it.
 */
export async function readVideoQuality(
  connection: DuckDBConnection,
  { id, framesDropped }: DoneVideo,
  rest: () => Promise<void>,
): Promise<Quality> {
  const [timeline] = await readRows(connection, timelineSql(id), timelineSchema)
  const gaps = await readRows(connection, gapsSql(id), runSchema)
  const looks: Look[] = []
  for (const period of periodsOf(timeline!)) {
    await rest()
    looks.push(await lookAt(connection, id, period))
  }
  return videoQuality({
    ...{ ...timeline!, framesDropped, gaps },
    jitter: looks.flatMap(({ jitter }) => jitter),
    swaps: looks.flatMap(({ swaps }) => swaps),
    unsure: looks.flatMap(({ unsure }) => unsure),
    lowestConfidence: leastOf(looks.map(({ lowestConfidence }) => lowestConfidence)),
  })
}

type Look = Pick<VideoFindings, 'jitter' | 'swaps' | 'unsure' | 'lowestConfidence'>

async function lookAt(connection: DuckDBConnection, id: number, period: Period): Promise<Look> {
  await connection.run(lookAtVideoSql(id, period))
  await connection.run(confidencesTableSql)
  const [confidence] = await readRows(connection, lowestConfidenceSql(period), lowestSchema)
  return {
    jitter: await readRows(connection, jitterSql(period), jitterSchema),
    swaps: await readRows(connection, swapSql(period), runSchema),
    unsure: await readRows(connection, unsureRunsSql(period), unsureSchema),
    lowestConfidence: confidence?.lowest ?? null,
  }
}

function periodsOf({ startUs, endUs }: Period): Period[] {
  const periods: Period[] = []
  for (let start = startUs; start <= endUs; start += periodUs) {
    periods.push({ startUs: start, endUs: start + periodUs })
  }
  return periods
}

function leastOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}

async function readRows<Row>(
  connection: DuckDBConnection,
  sql: string,
  schema: z.ZodType<Row>,
): Promise<Row[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS()
  return rows.map((row) => schema.parse(row))
}
