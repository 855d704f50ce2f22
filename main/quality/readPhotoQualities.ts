import type { DuckDBConnection } from '@duckdb/node-api'
import { z } from 'zod'
import type { Quality } from '../../common/quality'
import { confidencesTableSql, photosSql } from './confidenceSql'
import { lookAtPhotosSql } from './lookedTable'

const photoSchema = z.object({
  id: z.number(),
  isFound: z.boolean(),
  confidence: z.number().nullable(),
})

/** Looks at many photos at once, by their ids; photos do not move. */
export async function readPhotoQualities(
  connection: DuckDBConnection,
  ids: readonly number[],
): Promise<Map<number, Quality>> {
  await connection.run(lookAtPhotosSql(ids))
  await connection.run(confidencesTableSql)
  const rows = (await connection.runAndReadAll(photosSql)).getRowObjectsJS()
  const found = new Map(rows.map((row) => photoSchema.parse(row)).map((row) => [row.id, row]))
  return new Map(ids.map((id) => [id, photoQuality(found.get(id))]))
}

function photoQuality(photo: z.infer<typeof photoSchema> | undefined): Quality {
  return {
    ...{ durationMs: null, framesPerSecond: null, framesDropped: null },
    detectedShare: photo?.isFound ? 1 : 0,
    ...{ longestGapMs: null, jitter: null, swaps: null },
    lowestConfidence: photo?.confidence ?? null,
    flaws: [],
  }
}
