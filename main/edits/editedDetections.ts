import type { DuckDBConnection } from '@duckdb/node-api'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FrameLandmarks } from '../../common/landmarks'
import { packDetections, splitFrames } from '../library/detectionRows'

/** What an export reads in the place of `detections`: a view that each of its connections has. */
export const exportedDetections = 'exported_detections'

/** The rows of edited sources, as those of `detections`: each connection has its own. */
const editedDetections = 'edited_detections'

/** Has a connection see these sources as its own `edited_detections` has them, and not as tracked. */
export async function createExportedDetections(
  connection: DuckDBConnection,
  editedIds: readonly number[],
): Promise<void> {
  await emptyEditedDetections(connection)
  const tracked = `CREATE TEMP VIEW ${exportedDetections} AS FROM detections`
  const others = `WHERE source_id NOT IN (${editedIds.join(', ')})`
  const edited = editedIds.length > 0 ? `${others} UNION ALL FROM ${editedDetections}` : ''
  await connection.run(`${tracked} ${edited}`)
}

/** Leaves no edited rows. A new table, as rows that are deleted keep their memory. */
export async function emptyEditedDetections(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${editedDetections} AS FROM detections LIMIT 0`,
  )
}

export async function appendEditedDetections(
  connection: DuckDBConnection,
  sourceId: number,
  frames: readonly FrameLandmarks[],
): Promise<void> {
  const appender = await connection.createAppender(editedDetections)
  for (const run of splitFrames(frames)) {
    appender.appendDataChunk(packDetections(sourceId, run))
    // Packing is quick but synchronous: others have their turn in between.
    await nextTurn()
  }
  appender.closeSync()
}
