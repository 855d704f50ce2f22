import type { Section } from './butterworthSections'

/** A long interval, where a camera dropped frames, counts as so many. */
export function countSteps(seconds: number, intervalS: number): number {
  return Math.max(1, Math.round(seconds / intervalS))
}

/** The steps of the trapezoidal rule over some times: for each interval and section its factors. */
export class TrapezoidalSteps {
  readonly #times: Float64Array
  /** How many steps an interval counts as. */
  readonly #counts: Uint32Array
  readonly #factors: readonly Factors[]

  constructor(times: Float64Array, ends: number, sections: readonly Section[], intervalS: number) {
    this.#times = times
    const extended = extend(times, ends)
    const seconds = extended.subarray(1).map((time, index) => time - extended[index]!)
    this.#counts = Uint32Array.from(seconds, (each) => countSteps(each, intervalS))
    const half = seconds.map((each, index) => each / this.#counts[index]! / 2)
    this.#factors = sections.map((section) => factorsOf(section, half))
  }

  isFor({ buffer, byteOffset, length }: Float64Array): boolean {
    const times = this.#times
    return times.buffer === buffer && times.byteOffset === byteOffset && times.length === length
  }

  /** Filters in place, from the beginning or from the end. */
  filter(values: Float64Array, section: number, direction: 1 | -1): void {
    const counts = this.#counts
    const { half, keep, pull } = this.#factors[section]!
    let at = direction === 1 ? 0 : values.length - 1
    let input = values[at]!
    // As if it had always been there: the output is the same, and at rest.
    let output = input
    let rate = 0
    for (let left = values.length - 1; left > 0; left -= 1) {
      const interval = direction === 1 ? at : at - 1
      at += direction
      const count = counts[interval]!
      const rise = (values[at]! - input) / count
      for (let step = 0; step < count; step += 1) {
        const next = keep[interval]! * rate + pull[interval]! * (2 * (input - output) + rise)
        output += half[interval]! * (rate + next)
        rate = next
        input += rise
      }
      input = values[at]!
      values[at] = output
    }
  }
}

/** With y' = w v and v' = w (u - y - v / Q), each by interval. */
interface Factors {
  /** By how much the mean v moves y. */
  readonly half: Float64Array
  /** What of v stays. */
  readonly keep: Float64Array
  /** By how much the distance of u and y moves v. */
  readonly pull: Float64Array
}

function factorsOf({ speed, damping }: Section, halfSeconds: Float64Array): Factors {
  const half = halfSeconds.map((seconds) => speed * seconds)
  const scale = half.map((k) => 1 / (1 + k * damping + k * k))
  return {
    half,
    keep: half.map((k, index) => scale[index]! * (1 - k * damping - k * k)),
    pull: half.map((k, index) => scale[index]! * k),
  }
}

/** A series with both ends continued, turned about the first and the last number. */
export function extend(series: Float64Array, ends: number): Float64Array {
  const { length } = series
  const extended = new Float64Array(length + 2 * ends)
  extended.set(series, ends)
  const [first, last] = [series[0]!, series[length - 1]!]
  for (let away = 1; away <= ends; away += 1) {
    extended[ends - away] = 2 * first - series[away]!
    extended[ends + length - 1 + away] = 2 * last - series[length - 1 - away]!
  }
  return extended
}
