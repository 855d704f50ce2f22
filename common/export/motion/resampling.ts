/** A frame this near to a moment, in frames, is taken as it is: times are not exact to begin with. */
const nearFrames = 0.1

/** Positions are interpolated between frames that are at most so many frames apart. */
const maxGapFrames = 3.5

/** How many frames of a constant rate the time from the first to the last tracked frame takes. */
export function countAtRate(timesS: readonly number[], framesPerSecond: number): number {
  const first = timesS[0]
  if (first === undefined) return 0
  return Math.round((timesS.at(-1)! - first) * framesPerSecond) + 1
}

/**
 * Brings tracked frames to a constant rate, beginning with the first one. Frames that are at their
 * moment already are not touched; between others each number is interpolated linearly, and is NaN
 * where one of both is, or where they are too far apart to know.
 */
export async function* atConstantRate(
  frames: AsyncIterable<Float64Array>,
  timesS: readonly number[],
  framesPerSecond: number,
): AsyncGenerator<Float64Array> {
  const count = countAtRate(timesS, framesPerSecond)
  let done = 0
  let index = 0
  let before: Float64Array | undefined
  for await (const frame of frames) {
    const timeS = timesS[index]!
    const beforeS = timesS[index - 1] ?? timeS
    index += 1
    for (; done < count; done += 1) {
      const ahead = (timeS - timesS[0]!) * framesPerSecond - done
      if (ahead < -nearFrames) break
      yield valuesAt(ahead, before, frame, (timeS - beforeS) * framesPerSecond)
    }
    before = frame
  }
}

/** The numbers at a moment that is so many frames before the second of two frames. */
function valuesAt(
  ahead: number,
  before: Float64Array | undefined,
  after: Float64Array,
  gap: number,
): Float64Array {
  if (ahead <= nearFrames || before === undefined) return after
  if (gap - ahead <= nearFrames) return before
  if (gap > maxGapFrames) return new Float64Array(after.length).fill(NaN)
  const share = ahead / gap
  return after.map((value, index) => value * (1 - share) + before[index]! * share)
}
