import type { TrackingOptions } from '../../common/tasks'
import type { WorkerJob } from '../../common/workerProtocol'
import type { FrameSource } from './frames'
import { openPhoto } from './imageFrames'

/**
 * Opens the file of a job. Rejects with a sentence that names the file where it cannot be read or
 * is not a photo or video. A photo is decoded at once, a video frame by frame.
 *
 * @param reading a photo's bytes, where reading them has begun already.
 */
export function openSource(
  job: WorkerJob,
  options: TrackingOptions,
  reading?: Promise<Buffer>,
): Promise<FrameSource> {
  const opening = open(job, options, reading)
  // It may fail before its turn comes: until somebody waits for it, that is no error of the process.
  opening.catch(() => undefined)
  return opening
}

async function open(
  job: WorkerJob,
  options: TrackingOptions,
  reading: Promise<Buffer> | undefined,
): Promise<FrameSource> {
  const longSidePx = job.inputLongSidePx ?? options.inputLongSidePx
  if (job.mediaKind === 'photo') return openPhoto(job.path, longSidePx, reading)
  // FFmpeg is large: a worker that meets only photos never loads it.
  const { openVideo } = await import('./videoFrames')
  return openVideo(job.path, options)
}
