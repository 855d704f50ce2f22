import type { DuckDBConnection } from '@duckdb/node-api'
import type { FrameStep } from '../../common/edits/series'
import { partTables } from '../../common/export/parts'
import {
  landmarkStride,
  type FrameLandmarks,
  type PackedPart,
  type PartName,
} from '../../common/landmarks'
import { topologies } from '../../common/topologies'

/**
 * Who appears between the ends of the steps' spans: one frame for each stretch in which all frames are
 * edited in the same way, with every part that appears in it, whose landmarks are unknown.
 */
export async function readAppearances(
  connection: DuckDBConnection,
  sourceId: number,
  steps: readonly FrameStep[],
): Promise<readonly FrameLandmarks[]> {
  const starts = steps.flatMap(({ firstFrame, lastFrame }) => [firstFrame, lastFrame + 1])
  const sql = `SELECT DISTINCT subject, part,
      list_max(list_filter([0, ${starts.join(', ')}], lambda start: start <= frame)) AS start
    FROM detections WHERE source_id = ${sourceId} AND part IS NOT NULL`
  const rows = (await connection.runAndReadAll(sql)).getRowsJS()
  const partsByStart = new Map<number, PackedPart[]>()
  for (const [subject, part, start] of rows) {
    const parts = partsByStart.get(Number(start)) ?? []
    partsByStart.set(Number(start), [...parts, unknownPart(Number(subject), part as PartName)])
  }
  return Array.from(partsByStart, ([frame, parts]) => ({ frame, timestampUs: 0, parts }))
}

function unknownPart(subject: number, part: PartName): PackedPart {
  const { topology } = partTables[part]
  const points = new Float32Array(topologies[topology].landmarks.length * landmarkStride).fill(NaN)
  return { part, topology, subject, handedness: null, score: null, points }
}
