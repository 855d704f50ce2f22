import { basename } from 'node:path'
import { sentenceOf } from '../../common/errors'
import type { TrackingSummary } from '../../common/jobs'
import type { Landmarker } from '../../common/landmarker'
import { countSubjects, type FrameLandmarks, type PackedPart } from '../../common/landmarks'
import type { Segment, SegmentSubjects } from '../../common/segments'
import { sentence, SentenceError } from '../../common/sentence'
import { createSubjectNumbering } from '../../common/subjects'
import type { TrackingOptions } from '../../common/tasks'
import type { WorkerJob } from '../../common/workerProtocol'
import type { Frame, FrameSource } from './frames'
import { createGuide } from './guide'
import { observeSubjects } from './observeSubjects'

/** What a job runs in. */
export interface JobSurroundings {
  readonly options: TrackingOptions
  readonly landmarker: Landmarker
  /** Waits while the batch is paused, called before each frame; answers how long, in ms. */
  readonly pausedMs: () => Promise<number>
  /** Is told the segments of a long video that has not been cut yet: the first one is tracked. */
  readonly planned: (segments: readonly Segment[]) => void
  /** Takes the landmarks of each frame, in order. */
  readonly append: (landmarks: FrameLandmarks, frame: Frame) => void
}

/** What came of a job. Only a segment has subjects that other segments may know too. */
export interface JobResult {
  readonly summary: TrackingSummary
  readonly subjects: SegmentSubjects | null
}

/**
 * Tracks a photo, a video or a segment of one, frame by frame, and closes it. Rejects when the file
 * cannot be opened or one of its frames cannot be decoded or tracked.
 */
export async function runJob(
  job: WorkerJob,
  opening: Promise<FrameSource>,
  { options, landmarker, pausedMs, planned, append }: JobSurroundings,
): Promise<JobResult> {
  const summarize = startSummary()
  const source = await opening
  try {
    const segment = job.segment ?? (await cut(source, planned))
    const subjects = observeSubjects(segment)
    const guide = createGuide(job.follow)
    await landmarker.startSource(job.mediaKind)
    const numberSubjects = createSubjectNumbering(options.task)
    for await (const frame of source.frames(segment)) {
      summarize.paused(await pausedMs())
      const shown = guide(frame)
      if (shown === undefined) continue
      const found = detect(landmarker, shown, job)
      const parts = numberSubjects(found, frame.timestampUs)
      subjects.observe(frame, parts)
      if (frame.isWarmUp) continue
      const landmarks = { frame: frame.frame, timestampUs: frame.timestampUs, parts }
      append(landmarks, frame)
      summarize.frame(landmarks)
    }
    return { summary: summarize.result(source), subjects: subjects.result() }
  } finally {
    source.close()
  }
}

/** Cuts a long video. Answers its first segment, or undefined where it stays in one piece. */
async function cut(
  source: FrameSource,
  planned: JobSurroundings['planned'],
): Promise<Segment | undefined> {
  const segments = await source.plan()
  if (segments.length > 0) planned(segments)
  return segments[0]
}

function detect(landmarker: Landmarker, frame: Frame, job: WorkerJob): PackedPart[] {
  try {
    return landmarker.detect(frame, frame.timestampUs)
  } catch (cause) {
    const place = { name: basename(job.path), frame: frame.frame }
    const said = sentence('sentences.file.gaveUp', { ...place, reason: sentenceOf(cause) })
    throw new SentenceError(said, { cause })
  }
}

function startSummary() {
  const startMs = performance.now()
  const counts = { frames: 0, framesDetected: 0, subjects: 0 }
  let pausedMs = 0
  return {
    paused(ms: number) {
      pausedMs += ms
    },
    frame(landmarks: FrameLandmarks) {
      const subjects = countSubjects(landmarks)
      counts.frames += 1
      if (subjects > 0) counts.framesDetected += 1
      counts.subjects = Math.max(counts.subjects, subjects)
    },
    result({ widthPx, heightPx }: FrameSource): TrackingSummary {
      const durationMs = performance.now() - startMs - pausedMs
      return { widthPx, heightPx, ...counts, durationMs }
    },
  }
}
