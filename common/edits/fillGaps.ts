import type { SeriesEdit, SeriesStep } from './series'

export type FillGapsStep = Extract<SeriesStep, { kind: 'fill-gaps' }>

/** Times are whole microseconds: less is the rounding of their seconds. */
const roundingS = 1e-7

/**
 * Fills each gap between two known values whose times are at most `longestMs` apart; what has no known
 * value before it, or behind it, stays unknown.
 *
 * `linear` is the straight line between both. `spline` is the cubic (Hermite) that also goes on at the
 * speeds at which the gap is entered and left: at each side that of the parabola through the last two
 * known values and the one across the gap (Bessel's end slopes: C. de Boor, "A Practical Guide to
 * Splines", 1978, chapter IV). It needs nothing but those four values, so a gap is filled in the same way
 * wherever a recording is opened, which a spline through all values would not be.
 */
export function fillGaps({ method, longestMs }: FillGapsStep): SeriesEdit {
  const longestS = longestMs / 1000 + roundingS
  return (timesS, values) => {
    let [before, beforeThat] = [-1, -1]
    for (let index = 0; index < values.length; index += 1) {
      if (Number.isNaN(values[index])) continue
      const isGap = before >= 0 && index > before + 1
      if (isGap && timesS[index]! - timesS[before]! <= longestS) {
        const entry = method === 'spline' && beforeThat === before - 1 ? beforeThat : -1
        const exit = method === 'spline' && isKnown(values, index + 1) ? index + 1 : -1
        fill(timesS, values, { entry, before, after: index, exit })
      }
      beforeThat = before
      before = index
    }
  }
}

/** Places of the known values around a gap. The outer two are -1 where the line there is straight. */
interface Gap {
  readonly entry: number
  readonly before: number
  readonly after: number
  readonly exit: number
}

function fill(timesS: Float64Array, values: Float64Array, gap: Gap): void {
  const { entry, before, after, exit } = gap
  const lengthS = timesS[after]! - timesS[before]!
  const [first, last] = [values[before]!, values[after]!]
  const slope = (last - first) / lengthS
  const start = entry < 0 ? slope : slopeAt(timesS, values, entry, before, after)
  const end = exit < 0 ? slope : slopeAt(timesS, values, exit, after, before)
  for (let index = before + 1; index < after; index += 1) {
    const share = (timesS[index]! - timesS[before]!) / lengthS
    const rest = 1 - share
    const bend = rest * (start - slope) - share * (end - slope)
    values[index] = first + share * (last - first) + share * rest * lengthS * bend
  }
}

/** The slope at `edge` of the parabola through it, its neighbour and what is across the gap. */
function slopeAt(
  timesS: Float64Array,
  values: Float64Array,
  neighbour: number,
  edge: number,
  across: number,
): number {
  const near = timesS[edge]! - timesS[neighbour]!
  const far = timesS[across]! - timesS[edge]!
  const nearSlope = (values[edge]! - values[neighbour]!) / near
  const farSlope = (values[across]! - values[edge]!) / far
  return (far * nearSlope + near * farSlope) / (near + far)
}

function isKnown(values: Float64Array, index: number): boolean {
  return index < values.length && !Number.isNaN(values[index])
}
