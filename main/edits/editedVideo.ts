import type { DuckDBConnection } from '@duckdb/node-api'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { applyEdits } from '../../common/edits/applyEdits'
import { editFrame } from '../../common/edits/frameEdit'
import { isSeriesStep, type FrameStep } from '../../common/edits/series'
import type { EditSteps } from '../../common/edits/steps'
import { placeOf, type Moment } from '../../common/edits/timeline'
import type { NamedSource } from '../../common/export/sourceNames'
import type { FormatNeeds, TrackedVideo } from '../../common/export/trackedVideo'
import type { Task } from '../../common/tasks'
import { readTimeline, readVideo } from '../export/readVideo'
import { readAppearances } from './appearances'

/** As `readVideo`, with the steps of an edit applied. */
export async function readEditedVideo(
  connection: DuckDBConnection,
  source: NamedSource,
  task: Task,
  needs: FormatNeeds,
  steps: EditSteps,
): Promise<TrackedVideo> {
  const video = await readVideo(connection, source, task, needs)
  if (steps.length === 0) return video
  const timeline = await readTimeline(connection, source.job.id)
  const frameSteps = steps.filter((step): step is FrameStep => !isSeriesStep(step))
  return {
    ...video,
    timesS: trimmed(timeline, frameSteps).map(({ timestampUs }) => timestampUs / 1e6),
    subjects: await readSubjects(connection, source.job.id, needs, frameSteps),
    frames: () => applyEdits(video.frames(), steps, { timeline, pause: () => nextTurn() }),
  }
}

function trimmed(timeline: readonly Moment[], steps: readonly FrameStep[]): readonly Moment[] {
  return steps
    .filter(({ kind }) => kind === 'trim')
    .reduce(
      (left, { firstFrame, lastFrame }) =>
        left.slice(placeOf(left, firstFrame), placeOf(left, lastFrame + 1)),
      timeline,
    )
}

/** Everybody who is left with one of the parts that are needed: filters and gaps change nobody. */
async function readSubjects(
  connection: DuckDBConnection,
  sourceId: number,
  { parts }: FormatNeeds,
  steps: readonly FrameStep[],
): Promise<number[]> {
  const appearances = await readAppearances(connection, sourceId, steps)
  const edited = appearances.flatMap((frame) => {
    const left = steps.reduce<typeof frame | undefined>(
      (frame, step) => frame && editFrame(step, frame),
      frame,
    )
    return left?.parts.filter(({ part }) => parts.includes(part)) ?? []
  })
  return [...new Set(edited.map(({ subject }) => subject))].sort((a, b) => a - b)
}
