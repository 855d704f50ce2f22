import type { FrameLandmarks } from '../landmarks'
import { editFrame } from './frameEdit'
import { framesNeeded } from './framesNeeded'
import type { FrameSpan } from './span'
import { editInWindows } from './editInWindows'
import { isSeriesStep, type FrameStep } from './series'
import { usualIntervalS, type Moment } from './timeline'
import type { EditSteps } from './steps'

export interface EditSurroundings {
  /** All tracked frames of the recording, also where only some of them are edited. */
  readonly timeline: readonly Moment[]
  /** Called between stretches of work of some milliseconds; whoever has to answer does so then. */
  readonly pause: () => Promise<void>
}

/**
 * Tracked frames with the steps of an edit applied in order. The frames are all of a recording, and are
 * read as they are needed: filters keep some hundred of them, or as many as they look at.
 */
export function applyEdits(
  frames: AsyncIterable<FrameLandmarks>,
  steps: EditSteps,
  { timeline, pause }: EditSurroundings,
): AsyncIterable<FrameLandmarks> {
  const intervalS = usualIntervalS(timeline)
  return steps.reduce(
    (input, step) =>
      isSeriesStep(step)
        ? editInWindows(input, step, { intervalS, pause })
        : editFrames(input, step),
    frames,
  )
}

async function* editFrames(
  frames: AsyncIterable<FrameLandmarks>,
  step: FrameStep,
): AsyncGenerator<FrameLandmarks> {
  for await (const frame of frames) {
    const edited = editFrame(step, frame)
    if (edited) yield edited
  }
}

/**
 * Some frames as they are in the edited recording, for which only those around them are read that
 * the steps look at. They differ from those of the whole by 32-bit rounding at most.
 *
 * @param readFrames reads the tracked frames of a range.
 */
export async function* applyEditsToRange(
  readFrames: (range: FrameSpan) => AsyncIterable<FrameLandmarks>,
  range: FrameSpan,
  steps: EditSteps,
  surroundings: EditSurroundings,
): AsyncGenerator<FrameLandmarks> {
  const { timeline } = surroundings
  const needed = framesNeeded(timeline, range, steps, usualIntervalS(timeline))
  for await (const frame of applyEdits(readFrames(needed), steps, surroundings)) {
    if (frame.frame > range.lastFrame) return
    if (frame.frame >= range.firstFrame) yield frame
  }
}
