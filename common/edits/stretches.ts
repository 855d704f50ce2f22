/** How long an interval may be, at least, before what follows has nothing to do with what was. */
const shortestBreakS = 0.5
/** And in usual intervals: where few frames a second are tracked, all are long. */
const shortestBreakIntervals = 3.5

/**
 * Whether nobody knows what was between two frames, although both follow each other: a camera that
 * stood still for a while.
 */
function isBreak(seconds: number, intervalS: number): boolean {
  return seconds >= Math.max(shortestBreakS, shortestBreakIntervals * intervalS)
}

/** Calls back with each stretch of a series in which all is known, as views of the series itself. */
export function forEachStretch(
  timesS: Float64Array,
  values: Float64Array,
  intervalS: number,
  edit: (timesS: Float64Array, values: Float64Array) => void,
): void {
  let start = 0
  for (let index = 0; index <= values.length; index += 1) {
    const isKnown = index < values.length && !Number.isNaN(values[index])
    const isJoined = index > start && !isBreak(timesS[index]! - timesS[index - 1]!, intervalS)
    if (isKnown && (index === start || isJoined)) continue
    if (index > start) edit(timesS.subarray(start, index), values.subarray(start, index))
    start = isKnown ? index : index + 1
  }
}
