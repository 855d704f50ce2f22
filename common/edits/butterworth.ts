import type { SeriesEdit, SeriesStep } from './series'
import { forEachStretch } from './stretches'

export type ButterworthStep = Extract<SeriesStep, { kind: 'butterworth' }>

/** One second-order section of the filter: y'' / w² + y' / (Q w) + y = u. */
export interface Section {
  /** w, in radians a second. */
  readonly speed: number
  /** 1 / Q, twice the damping. */
  readonly damping: number
}

/** From this share of the frame rate on there is nothing above the cutoff that could be taken out. */
const highestShareOfRate = 0.45

/**
 * The sections of a Butterworth filter that is run forwards and backwards, so that its power is
 * halved (-3 dB) at the cutoff by both runs together: each alone is made for a cutoff higher by
 * 1 / (2^(1/2) - 1)^(1 / 2n), 1.25 times for the order n = 2 (D. A. Winter, "Biomechanics and Motor
 * Control of Human Movement", 4th edition, 2009, section 3.4.4.2; D. G. E. Robertson and J. J. Dowling,
 * "Design and responses of Butterworth and critically damped digital filters", 2003). Prewarped for
 * the usual interval. None where the cutoff is at 0.45 of the frame rate or above.
 */
export function sectionsOf({ cutoffHz, order }: ButterworthStep, intervalS: number): Section[] {
  if (cutoffHz * intervalS >= highestShareOfRate) return []
  const correction = (Math.SQRT2 - 1) ** (1 / (2 * order))
  const speed = ((2 / intervalS) * Math.tan(Math.PI * cutoffHz * intervalS)) / correction
  return Array.from({ length: order / 2 }, (_, index) => ({
    speed,
    damping: 2 * Math.sin((Math.PI * (2 * index + 1)) / (2 * order)),
  }))
}

/** A long interval, where a camera dropped frames, counts as so many. */
export function countSteps(seconds: number, intervalS: number): number {
  return Math.max(1, Math.round(seconds / intervalS))
}

/**
 * A low-pass Butterworth filter without delay. What is unknown stays so, and begins the filter anew.
 *
 * The sections are integrated by the trapezoidal rule, which for a constant frame rate is the bilinear
 * transform: the numbers are then those of SciPy's `sosfiltfilt`. Unlike that, it takes each interval
 * for as long as it is; over dropped frames the values between are interpolated. As in SciPy,
 * both ends are continued by 3 (order + 1) frames turned about the last one, and the filter starts
 * as if the first value had always been.
 */
export function butterworth(step: ButterworthStep, intervalS: number): SeriesEdit {
  const sections = sectionsOf(step, intervalS)
  if (sections.length === 0) return () => undefined
  const pad = 3 * (step.order + 1)
  return (timesS, values) =>
    forEachStretch(timesS, values, intervalS, (times, known) => {
      if (known.length < 2) return
      const ends = Math.min(pad, known.length - 1)
      const run = new Run(extend(times, ends), extend(known, ends), intervalS)
      for (const section of sections) run.forwards(section)
      for (const section of sections) run.backwards(section)
      known.set(run.values.subarray(ends, ends + known.length))
    })
}

/** A series with both ends continued, turned about the first and the last number. */
function extend(series: Float64Array, ends: number): Float64Array {
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

class Run {
  readonly values: Float64Array
  /** For each interval: the steps it counts as, and half of the time that one takes. */
  readonly #counts: Uint32Array
  readonly #halfSteps: Float64Array

  constructor(timesS: Float64Array, values: Float64Array, intervalS: number) {
    this.values = values
    this.#counts = new Uint32Array(values.length - 1)
    this.#halfSteps = new Float64Array(values.length - 1)
    for (let index = 0; index < values.length - 1; index += 1) {
      const seconds = timesS[index + 1]! - timesS[index]!
      const count = countSteps(seconds, intervalS)
      this.#counts[index] = count
      this.#halfSteps[index] = seconds / count / 2
    }
  }

  forwards(section: Section): void {
    this.#filter(section, 0, 1)
  }

  backwards(section: Section): void {
    this.#filter(section, this.values.length - 1, -1)
  }

  #filter({ speed, damping }: Section, start: number, direction: 1 | -1): void {
    const { values } = this
    let input = values[start]!
    // As if it had always been there: the output is the same, and at rest.
    let output = input
    let rate = 0
    for (let index = 1; index < values.length; index += 1) {
      const at = start + direction * index
      const interval = direction === 1 ? at - 1 : at
      const target = values[at]!
      const count = this.#counts[interval]!
      const k = speed * this.#halfSteps[interval]!
      const scale = 1 / (1 + k * damping + k * k)
      const rise = (target - input) / count
      for (let step = 0; step < count; step += 1) {
        const next =
          scale * ((1 - k * damping - k * k) * rate + k * (2 * input + rise) - 2 * k * output)
        output += k * (rate + next)
        rate = next
        input += rise
      }
      input = target
      values[at] = output
    }
  }
}
