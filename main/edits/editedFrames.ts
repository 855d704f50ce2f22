import type { DuckDBConnection } from '@duckdb/node-api'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { applyEdits } from '../../common/edits/applyEdits'
import type { EditSteps } from '../../common/edits/steps'
import { partsOfTask, partTables } from '../../common/export/parts'
import type { FormatNeeds } from '../../common/export/trackedVideo'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Task } from '../../common/tasks'
import { readFrames, readTimeline } from '../export/readVideo'

/** All frames of a source in order, with all that its task tells and the steps of its edit applied. */
export async function readEditedFrames(
  connection: DuckDBConnection,
  sourceId: number,
  task: Task,
  steps: EditSteps,
): Promise<AsyncIterable<FrameLandmarks>> {
  const timeline = await readTimeline(connection, sourceId)
  const frames = readFrames(connection, sourceId, timeline, everythingOf(task))
  return applyEdits(frames, steps, { timeline, pause: () => nextTurn() })
}

function everythingOf(task: Task): FormatNeeds {
  const parts = partsOfTask[task]
  return { parts, fields: [...new Set(parts.flatMap((part) => partTables[part].fields))] }
}
