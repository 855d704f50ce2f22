import { assertNever } from '../../common/errors'
import type { VideoSampling } from '../../common/tasks'

/**
 * Says of each frame of a video, asked in order, whether it is to be tracked. The first one that is
 * asked about may be any that is tracked.
 *
 * @param originUs time of the first frame of the video.
 */
export function createFrameSampler(
  sampling: VideoSampling,
  originUs: number,
): (frame: number, timestampUs: number) => boolean {
  switch (sampling.kind) {
    case 'every-frame':
      return () => true
    case 'stride':
      return (frame) => frame % sampling.stride === 0
    case 'rate':
      return sampleRate(1e6 / sampling.framesPerSecond, originUs)
    default:
      return assertNever(sampling)
  }
}

/** Takes the first frame of each interval that has one, intervals counted from the first frame. */
function sampleRate(intervalUs: number, originUs: number) {
  let lastInterval = -1
  return (_frame: number, timestampUs: number) => {
    // Timestamps are rounded to microseconds: one that falls a little short still counts.
    const interval = Math.floor((timestampUs - originUs + 1) / intervalUs)
    const isNew = interval > lastInterval
    lastInterval = Math.max(interval, lastInterval)
    return isNew
  }
}
