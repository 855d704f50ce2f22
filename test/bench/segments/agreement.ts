import { joinSubjects, subjectsToFollow } from '../../../common/joinSubjects'
import { landmarkStride, type FrameLandmarks, type PackedPart } from '../../../common/landmarks'
import type { Landmarker } from '../../../common/landmarker'
import type { Segment, SegmentSubjects, Sighting } from '../../../common/segments'
import { defaultTrackingOptions, type Task } from '../../../common/tasks'
import { runJob } from '../../../main/worker/runJob'
import { openVideo } from '../../../main/worker/videoFrames'
import { median } from '../figures'
import { loadTask } from '../../main/worker/landmarkers'

/** How far a video that was tracked in segments is from the same one tracked in one piece. */
export interface Agreement {
  readonly frames: number
  readonly boundaries: number
  /** Segments that followed others at first, and were tracked again. */
  readonly trackedAgain: number
  /** Frames in which not the same number of parts was found. */
  readonly framesWithOthers: number
  /**
   * The largest distance in each part, as a share of the picture, in the first second after a
   * boundary and later: the median and the largest of them.
   */
  readonly medianNear: number
  readonly largestNear: number
  readonly medianLater: number
  readonly largestLater: number
  /** Parts that have another subject number. */
  readonly otherSubjects: number
}

const nearUs = 1_000_000

/** Tracks the video both ways in this process and compares. */
export async function measureAgreement(task: Task, path: string): Promise<Agreement> {
  const landmarker = await loadTask(task)
  try {
    const segments = await planOf(task, path)
    const [first, last] = [segments[0]!, segments.at(-1)!]
    const frames = last.startFrame + last.frames
    const whole = { ...first, frames, endUs: null, overlapUs: null }
    const straight = await track(landmarker, task, path, whole)
    const pieces: Tracked[] = []
    let trackedAgain = 0
    for (const segment of segments) {
      const piece = await track(landmarker, task, path, segment)
      const before = pieces.at(-1)
      const follow = before ? subjectsToFollow(before.subjects, piece.subjects) : []
      if (follow.length > 0) trackedAgain += 1
      pieces.push(follow.length > 0 ? await track(landmarker, task, path, segment, follow) : piece)
    }
    return { ...compare(straight.landmarks, join(pieces, task), segments), trackedAgain }
  } finally {
    landmarker.close()
  }
}

async function planOf(task: Task, path: string): Promise<readonly Segment[]> {
  const source = await openVideo(path, defaultTrackingOptions(task))
  const segments = await source.plan()
  source.close()
  return segments
}

interface Tracked {
  readonly landmarks: readonly FrameLandmarks[]
  readonly subjects: SegmentSubjects
}

async function track(
  landmarker: Landmarker,
  task: Task,
  path: string,
  segment: Segment,
  follow: readonly Sighting[] = [],
): Promise<Tracked> {
  const options = defaultTrackingOptions(task)
  const landmarks: FrameLandmarks[] = []
  const { subjects } = await runJob(
    { id: 0, path, mediaKind: 'video', segment, follow: [...follow] },
    openVideo(path, options),
    {
      ...{ options, landmarker, pausedMs: () => Promise.resolve(0), planned: () => undefined },
      append: (some) => landmarks.push(some),
    },
  )
  return { landmarks, subjects: subjects! }
}

function join(pieces: readonly Tracked[], task: Task): readonly FrameLandmarks[] {
  const maps = joinSubjects(
    pieces.map(({ subjects }) => subjects),
    task,
  )
  return pieces.flatMap(({ landmarks }, index) =>
    landmarks.map((frame) => ({
      ...frame,
      parts: frame.parts.map((part) => ({ ...part, subject: maps[index]!.get(part.subject)! })),
    })),
  )
}

function compare(
  straight: readonly FrameLandmarks[],
  joined: readonly FrameLandmarks[],
  segments: readonly Segment[],
): Omit<Agreement, 'trackedAgain'> {
  const starts = segments.slice(1).map(({ startUs }) => startUs)
  const near: number[] = []
  const later: number[] = []
  let [framesWithOthers, otherSubjects] = [0, 0]
  if (straight.length !== joined.length) throw new Error('Not the same frames')
  for (const [index, frame] of straight.entries()) {
    const other = joined[index]!
    if (frame.frame !== other.frame || frame.timestampUs !== other.timestampUs)
      throw new Error(`Frame ${frame.frame} is not the same frame`)
    const isNear = starts.some(
      (startUs) => frame.timestampUs >= startUs && frame.timestampUs < startUs + nearUs,
    )
    if (frame.parts.length !== other.parts.length) {
      framesWithOthers += 1
      continue
    }
    for (const part of frame.parts) {
      const twin = nearestTo(part, other.parts)
      if (twin === undefined) continue
      if (twin.subject !== part.subject) otherSubjects += 1
      ;(isNear ? near : later).push(largestDistance(part, twin))
    }
  }
  return {
    ...{ frames: straight.length, boundaries: starts.length },
    ...{ framesWithOthers, otherSubjects },
    ...{ medianNear: median(near), largestNear: Math.max(0, ...near) },
    ...{ medianLater: median(later), largestLater: Math.max(0, ...later) },
  }
}

function nearestTo(part: PackedPart, others: readonly PackedPart[]): PackedPart | undefined {
  return others
    .filter((other) => other.part === part.part)
    .sort((a, b) => largestDistance(part, a) - largestDistance(part, b))[0]
}

/**
 * The largest distance of two landmarks of the same name, as a share of the picture, among those
 * that both see: where a leg is that nobody sees, a model may guess anew in each frame.
 */
function largestDistance(a: PackedPart, b: PackedPart): number {
  let largest = 0
  for (let offset = 0; offset < a.points.length; offset += landmarkStride) {
    if (!isSeen(a.points, offset) || !isSeen(b.points, offset)) continue
    const dx = a.points[offset]! - b.points[offset]!
    const dy = a.points[offset + 1]! - b.points[offset + 1]!
    largest = Math.max(largest, Math.hypot(dx, dy))
  }
  return largest
}

/** Whether a landmark lies in the picture and, where the task tells, is visible. */
function isSeen(points: Float32Array, offset: number): boolean {
  const [x, y, visibility] = [points[offset]!, points[offset + 1]!, points[offset + 6]!]
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 && !(visibility < 0.5)
}
