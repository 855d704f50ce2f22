import { reachOf, type ReachShare } from './reach'
import { isSeriesStep } from './series'
import type { FrameSpan } from './span'
import type { EditSteps } from './steps'
import { placeOf, type Moment } from './timeline'

/** The first place, going from one, at which a reach is gone through. */
export function walk(
  timeline: readonly Pick<Moment, 'timestampUs'>[],
  from: number,
  direction: 1 | -1,
  share: ReachShare | null,
): number {
  if (share === null) return from
  let place = from
  for (let done = 0; done < 1;) {
    const [here, next] = [timeline[place], timeline[place + direction]]
    if (here === undefined || next === undefined) break
    done += share(Math.abs(next.timestampUs - here.timestampUs) / 1e6)
    place += direction
  }
  return place
}

/**
 * The frames that must be known for some frames to be edited as in the whole recording.
 *
 * @param intervalS the usual interval of the recording.
 */
export function framesNeeded(
  timeline: readonly Moment[],
  { firstFrame, lastFrame }: FrameSpan,
  steps: EditSteps,
  intervalS: number,
): FrameSpan {
  let first = placeOf(timeline, firstFrame)
  let last = placeOf(timeline, lastFrame + 1) - 1
  for (const step of steps.toReversed()) {
    if (!isSeriesStep(step)) continue
    const { before, after } = reachOf(step, intervalS)
    first = walk(timeline, first, -1, before)
    last = walk(timeline, last, 1, after)
  }
  return {
    firstFrame: Math.min(firstFrame, timeline[first]?.frame ?? firstFrame),
    lastFrame: Math.max(lastFrame, timeline[last]?.frame ?? lastFrame),
  }
}
