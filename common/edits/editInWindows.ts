import type { FrameLandmarks } from '../landmarks'
import { editWindow } from './editWindow'
import { walk } from './framesNeeded'
import { reachOf, type Reach } from './reach'
import type { SeriesStep } from './series'
import { seriesEdit } from './seriesEdit'

/** Frames that are edited at a time, at least; more where a step looks further than that. */
const framesPerWindow = 256

interface WindowOptions {
  /** The usual one of the recording. */
  readonly intervalS: number
  readonly pause: () => Promise<void>
}

/**
 * Applies a step that looks at other frames too: window by window, each with as many frames before and
 * after it as change its result by more than rounding.
 */
export async function* editInWindows(
  frames: AsyncIterable<FrameLandmarks>,
  step: SeriesStep,
  { intervalS, pause }: WindowOptions,
): AsyncGenerator<FrameLandmarks> {
  const edit = seriesEdit(step, intervalS)
  for await (const { held, start, end } of windows(frames, reachOf(step, intervalS))) {
    yield* await editWindow(held, [start, end], edit, pause)
  }
}

interface FrameWindow {
  /** The frames of the window and those around it. */
  readonly held: readonly FrameLandmarks[]
  /** Place of the window's first frame among them. */
  readonly start: number
  /** Place after its last one. */
  readonly end: number
}

async function* windows(
  frames: AsyncIterable<FrameLandmarks>,
  { before, after }: Reach,
): AsyncGenerator<FrameWindow> {
  let held: FrameLandmarks[] = []
  let [start, end] = [0, framesPerWindow]
  /** Which share of the reach after the window is held. */
  let ahead = 0
  for await (const frame of frames) {
    const last = held.at(-1)
    held.push(frame)
    if (held.length < end) continue
    if (after !== null) {
      if (last !== undefined && held.length > end) ahead += after(secondsBetween(last, frame))
      if (ahead < 1) continue
    }
    yield { held, start, end }
    const first = walk(held, end - 1, -1, before)
    held = held.slice(first)
    start = end - first
    // At least as many as are only looked at: a long reach costs no more than three times the work.
    end = Math.max(start + framesPerWindow, 2 * start, held.length)
    ahead = 0
  }
  if (held.length > start) yield { held, start, end: held.length }
}

function secondsBetween(one: FrameLandmarks, next: FrameLandmarks): number {
  return (next.timestampUs - one.timestampUs) / 1e6
}
