import type { Segment } from '../../common/segments'
import { keepLostUs } from '../../common/subjects'
import type { VideoSampling } from '../../common/tasks'
import { createFrameSampler } from './frameSampler'

/** A segment goes on to the next key frame after so long. */
const segmentUs = 10_000_000
/** And after so many tracked frames: where few are tracked, a warm-up must stay a small part. */
const segmentTrackedFrames = 100
/** What follows the last cut is at least so long. */
const lastSegmentUs = 5_000_000
/** How long before a segment its tracker begins: as long as a lost subject keeps its number. */
const warmUpUs = keepLostUs
/** And how many tracked frames at least: a tracker's state is that of its last frames. */
const warmUpTrackedFrames = 5

/** The frames of a video as its container lists them. */
export interface FrameTable {
  /** Presentation times of all frames, rising. */
  readonly timesUs: readonly number[]
  /** Those of key frames, at which decoding can begin. */
  readonly keyTimesUs: ReadonlySet<number>
}

/**
 * Cuts a video into segments at key frames, about ten seconds long. Answers none where it is better
 * tracked in one piece: a short one, or one that has no key frames to cut at.
 */
export function planSegments(
  { timesUs, keyTimesUs }: FrameTable,
  sampling: VideoSampling,
  file: Segment['file'],
): readonly Segment[] {
  const originUs = timesUs[0]
  const lastUs = timesUs.at(-1)
  if (originUs === undefined || lastUs === undefined) return []
  const tracked = listTracked(timesUs, sampling, originUs)
  const cuts = findCuts(timesUs, keyTimesUs, tracked)
  if (cuts.length < 2) return []
  const warmUps = cuts.map((cut) => findWarmUp(timesUs, tracked, cut))
  const timeAt = (frame: number | undefined) => (frame === undefined ? null : timesUs[frame]!)
  return cuts.map(({ frame }, index) => ({
    index,
    warmUpUs: timesUs[warmUps[index]!]!,
    warmUpFrame: warmUps[index]!,
    startUs: timesUs[frame]!,
    startFrame: frame,
    frames: (cuts[index + 1]?.frame ?? timesUs.length) - frame,
    endUs: timeAt(cuts[index + 1]?.frame),
    overlapUs: timeAt(warmUps[index + 1]),
    originUs,
    file,
  }))
}

/** Indices of the frames that are tracked, rising. */
function listTracked(
  timesUs: readonly number[],
  sampling: VideoSampling,
  originUs: number,
): readonly number[] {
  const isSampled = createFrameSampler(sampling, originUs)
  return [...timesUs.keys()].filter((frame) => isSampled(frame, timesUs[frame]!))
}

/** The first frame of a segment, and how many frames before it are tracked. */
interface Cut {
  readonly frame: number
  readonly trackedBefore: number
}

function findCuts(
  timesUs: readonly number[],
  keyTimesUs: ReadonlySet<number>,
  tracked: readonly number[],
): readonly Cut[] {
  const lastUs = timesUs.at(-1)!
  let cut: Cut = { frame: 0, trackedBefore: 0 }
  const cuts = [cut]
  let trackedBefore = 0
  for (const [frame, timeUs] of timesUs.entries()) {
    while (tracked[trackedBefore]! < frame) trackedBefore += 1
    if (
      keyTimesUs.has(timeUs) &&
      timeUs - timesUs[cut.frame]! >= segmentUs &&
      trackedBefore - cut.trackedBefore >= segmentTrackedFrames &&
      lastUs - timeUs >= lastSegmentUs
    ) {
      cut = { frame, trackedBefore }
      cuts.push(cut)
    }
  }
  return cuts
}

/** The tracked frame with which the warm-up before a cut begins; nothing is before the first. */
function findWarmUp(timesUs: readonly number[], tracked: readonly number[], cut: Cut): number {
  if (cut.frame === 0) return 0
  const sinceUs = timesUs[cut.frame]! - warmUpUs
  let first = Math.max(0, cut.trackedBefore - warmUpTrackedFrames)
  while (first > 0 && timesUs[tracked[first - 1]!]! >= sinceUs) first -= 1
  return tracked[first]!
}
