import type { DuckDBConnection } from '@duckdb/node-api'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { applyEdits } from '../../common/edits/applyEdits'
import type { EditSteps } from '../../common/edits/steps'
import type { FormatNeeds } from '../../common/export/trackedVideo'
import type { FrameLandmarks } from '../../common/landmarks'
import { readFrames, readTimeline } from '../export/readVideo'

/** All frames of a source in order, with the parts and fields that are needed and the steps of its edit applied. */
export async function readEditedFrames(
  connection: DuckDBConnection,
  sourceId: number,
  needs: FormatNeeds,
  steps: EditSteps,
): Promise<AsyncIterable<FrameLandmarks>> {
  const timeline = await readTimeline(connection, sourceId)
  const frames = readFrames(connection, sourceId, timeline, needs)
  return applyEdits(frames, steps, { timeline, pause: () => nextTurn() })
}
