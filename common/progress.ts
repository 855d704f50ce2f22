import type { Job } from './jobs'

/**
 * How much work a file is, in photos: a video counts by its size, about 50 kB for the work of one
 * photo. Rough, but it keeps one long video from counting as little as one snapshot.
 */
function workOf(job: Job): number {
  const bytesPerPhotoOfWork = 50_000
  return job.mediaKind === 'video' ? Math.max(1, job.sizeBytes / bytesPerPhotoOfWork) : 1
}

function shareDone(job: Job): number {
  switch (job.state.kind) {
    case 'waiting':
    case 'running':
      return job.state.progress ?? 0
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'refused':
      return 1
  }
}

/** How much work is left, in photos. */
export function photosLeft(jobs: readonly Job[]): number {
  return jobs.reduce((sum, job) => sum + workOf(job) * (1 - shareDone(job)), 0)
}

/** Share of a batch's work that is done, 0 to 1; refused files are no work. */
export function batchProgress(jobs: readonly Job[]): number {
  let total = 0
  let done = 0
  for (const job of jobs) {
    if (job.state.kind === 'refused') continue
    const work = workOf(job)
    total += work
    done += work * shareDone(job)
  }
  return total === 0 ? 0 : done / total
}

/**
 * Time left if the rest goes as fast as this run went so far.
 *
 * @param progressAtStart share done before this run, 0 to 1.
 * @param progress share done now.
 * @param elapsedMs how long this run has worked.
 * @returns milliseconds, or null while too little is done to tell.
 */
export function remainingMs(
  progressAtStart: number,
  progress: number,
  elapsedMs: number,
): number | null {
  const gained = progress - progressAtStart
  return gained > 0 ? (elapsedMs * (1 - progress)) / gained : null
}
