import type { Job, JobState, TrackingSummary } from '../../common/jobs'

/** A job for a test, by default a photo that waits. */
export function jobOf(id: number, change: Partial<Job> = {}): Job {
  const name = `photo ${id}.jpg`
  return {
    id,
    name,
    path: `/photos/${name}`,
    mediaKind: 'photo',
    sizeBytes: 1000,
    state: { kind: 'waiting' },
    ...change,
  }
}

const summary: TrackingSummary = {
  widthPx: 640,
  heightPx: 480,
  frames: 1,
  framesDetected: 1,
  subjects: 2,
  durationMs: 120,
}

export const done: JobState = { kind: 'done', summary }
export const failed: JobState = { kind: 'failed', message: 'The file ends early.' }
