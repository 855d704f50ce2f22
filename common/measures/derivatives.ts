import { eachFrame, type Numbers, type Points } from './values'

/**
 * The change per second by central differences, from the frame before to the frame after. Unknown in
 * the first and the last frame and beside unknown ones.
 */
export function rateOf(values: Numbers, timesS: Float64Array): Numbers {
  return eachFrame(values.length, (frame) => {
    const [before, after] = [frame - 1, frame + 1]
    return (values[after]! - values[before]!) / (timesS[after]! - timesS[before]!)
  })
}

/** The second derivative by time; frames need not be evenly apart. Unknown where `rateOf` is. */
export function accelerationOf(values: Numbers, timesS: Float64Array): Numbers {
  return eachFrame(values.length, (frame) => {
    const [before, after] = [frame - 1, frame + 1]
    const here = values[frame]!
    const rateAfter = (values[after]! - here) / (timesS[after]! - timesS[frame]!)
    const rateBefore = (here - values[before]!) / (timesS[frame]! - timesS[before]!)
    return (2 * (rateAfter - rateBefore)) / (timesS[after]! - timesS[before]!)
  })
}

/** The length of the vector that a derivative of a point's coordinates makes. */
export function lengthOf(
  { x, y, z }: Points,
  derive: (values: Numbers, timesS: Float64Array) => Numbers,
  timesS: Float64Array,
): Numbers {
  const [dx, dy, dz] = [derive(x, timesS), derive(y, timesS), derive(z, timesS)]
  return eachFrame(x.length, (frame) => Math.hypot(dx[frame]!, dy[frame]!, dz[frame]!))
}
