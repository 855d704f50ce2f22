/** What a video of one frame is said to have: nothing can be measured of it. */
const assumedFramesPerSecond = 30

/** How far an interval may be from the median and still count as one frame's. */
const regularShare = 0.1

/**
 * Frames per second of tracked frames: from the median interval, so that gaps do not count, and
 * from the mean of all intervals like it, as times are whole microseconds: 33333 are not 1/30 s.
 */
export function frameRate(timesS: readonly number[]): number {
  const intervalsS = timesS.slice(1).map((timeS, index) => timeS - timesS[index]!)
  const middle = median(intervalsS)
  if (middle === undefined || middle <= 0) return assumedFramesPerSecond
  const regular = intervalsS.filter((each) => Math.abs(each - middle) <= middle * regularShare)
  const mean = regular.reduce((sum, each) => sum + each, 0) / regular.length
  return Number((1 / mean).toPrecision(5))
}

/** The middle value, undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort()
  const half = Math.floor(sorted.length / 2)
  if (sorted.length % 2 === 1) return sorted[half]
  return sorted.length === 0 ? undefined : (sorted[half - 1]! + sorted[half]!) / 2
}
