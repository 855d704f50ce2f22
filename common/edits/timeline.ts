/** When a tracked frame is shown. */
export interface Moment {
  /** Index of the frame in its source. */
  readonly frame: number
  /** Presentation time from the start of the source, in microseconds. */
  readonly timestampUs: number
}

/** Of a photo, or where all times are the same: what videos mostly have. */
const typicalIntervalS = 1 / 30

/**
 * The usual time from one tracked frame to the next, in seconds: the median, as cameras drop frames
 * and times are rounded. It is that of the whole recording, so that a stretch of it is filtered as
 * the whole is.
 */
export function usualIntervalS(timeline: readonly Moment[]): number {
  const intervals = Float64Array.from(
    timeline.slice(1),
    ({ timestampUs }, index) => (timestampUs - timeline[index]!.timestampUs) / 1e6,
  ).sort()
  const median = intervals[intervals.length >> 1] ?? 0
  return median > 0 ? median : typicalIntervalS
}

/** The place of the first moment of a timeline that is not before a frame. */
export function placeOf(timeline: readonly Moment[], frame: number): number {
  let [low, high] = [0, timeline.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (timeline[middle]!.frame < frame) low = middle + 1
    else high = middle
  }
  return low
}
