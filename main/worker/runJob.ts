import { basename } from 'node:path'
import { toWireError } from '../../common/errors'
import type { TrackingSummary } from '../../common/jobs'
import type { Landmarker } from '../../common/landmarker'
import { countSubjects, type FrameLandmarks, type PackedPart } from '../../common/landmarks'
import { createSubjectNumbering } from '../../common/subjects'
import type { TrackingOptions } from '../../common/tasks'
import type { WorkerJob } from '../../common/workerProtocol'
import type { Frame, FrameSource } from './frames'

/** What a job runs in. */
export interface JobSurroundings {
  readonly options: TrackingOptions
  readonly landmarker: Landmarker
  /** Waits while the batch is paused, called before each frame; answers how long, in ms. */
  readonly pausedMs: () => Promise<number>
  /** Takes the landmarks of each frame, in order. */
  readonly append: (landmarks: FrameLandmarks, frame: Frame) => void
}

/**
 * Tracks a photo or video, frame by frame, and closes it. Rejects when the file cannot be opened
 * or one of its frames cannot be decoded or tracked.
 */
export async function runJob(
  job: WorkerJob,
  opening: Promise<FrameSource>,
  { options, landmarker, pausedMs, append }: JobSurroundings,
): Promise<TrackingSummary> {
  const summarize = startSummary()
  const source = await opening
  try {
    await landmarker.startSource(job.mediaKind)
    const numberSubjects = createSubjectNumbering(options.task)
    for await (const frame of source.frames()) {
      summarize.paused(await pausedMs())
      const found = detect(landmarker, frame, job)
      const parts = numberSubjects(found, frame.timestampUs)
      const landmarks = { frame: frame.frame, timestampUs: frame.timestampUs, parts }
      append(landmarks, frame)
      summarize.frame(landmarks)
    }
    return summarize.result(source)
  } finally {
    source.close()
  }
}

function detect(landmarker: Landmarker, frame: Frame, job: WorkerJob): PackedPart[] {
  try {
    return landmarker.detect(frame, frame.timestampUs)
  } catch (cause) {
    const reason = toWireError(cause).message
    const place = `${basename(job.path)}, frame ${frame.frame}`
    throw new Error(`${place}: the model gave up on this picture (${reason}).`, { cause })
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
