import { sectionsOf, type ButterworthStep } from './butterworthSections'
import type { SeriesEdit } from './series'
import { forEachStretch } from './stretches'
import { extend, TrapezoidalSteps } from './trapezoidalSteps'

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
  let steps: TrapezoidalSteps | undefined
  return (timesS, values) =>
    forEachStretch(timesS, values, intervalS, (times, known) => {
      if (known.length < 2) return
      const ends = Math.min(pad, known.length - 1)
      // Most series of a recording are known at the same times.
      if (!steps?.isFor(times)) steps = new TrapezoidalSteps(times, ends, sections, intervalS)
      const run = extend(known, ends)
      for (const section of sections.keys()) steps.filter(run, section, 1)
      for (const section of sections.keys()) steps.filter(run, section, -1)
      for (let index = 0; index < known.length; index += 1) known[index] = run[ends + index]!
    })
}
