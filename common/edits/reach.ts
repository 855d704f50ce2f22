import { sectionsOf, type ButterworthStep } from './butterworthSections'
import type { OneEuroStep } from './oneEuro'
import type { SeriesStep } from './series'
import { countSteps } from './trapezoidalSteps'

/**
 * How far a step looks. The function answers which share of that way an interval of so many seconds
 * is: frames whose shares together are 1 or more are enough. Null: it does not look there.
 */
export interface Reach {
  readonly before: ReachShare | null
  readonly after: ReachShare | null
}
export type ReachShare = (seconds: number) => number

/**
 * A filter remembers for ever, but ever less: what weighs less than this is not looked at. Landmarks
 * are 32-bit floats, which know no more than 6e-8 of themselves.
 */
const negligible = 1e-10
const memory = -Math.log(negligible)

/** How far a step looks in a recording with this usual interval between its frames. */
export function reachOf(step: SeriesStep, intervalS: number): Reach {
  switch (step.kind) {
    case 'fill-gaps': {
      const share = (seconds: number): number => (seconds * 1000) / step.longestMs
      return { before: share, after: share }
    }
    case 'median': {
      const share = (): number => 2 / (step.frames - 1)
      return { before: share, after: share }
    }
    case 'butterworth': {
      const share = butterworthShare(step, intervalS)
      return { before: share, after: share }
    }
    case 'one-euro':
      return { before: oneEuroShare(step), after: null }
  }
}

/** By the slowest pole s of the filter, which the trapezoidal rule makes (1 + sT/2) / (1 - sT/2). */
function butterworthShare(step: ButterworthStep, intervalS: number): ReachShare | null {
  const [slowest] = sectionsOf(step, intervalS)
  if (slowest === undefined) return null
  const { speed, damping } = slowest
  return (seconds) => {
    const count = countSteps(seconds, intervalS)
    const k = (speed * seconds) / count / 2
    const [grown, shrunk] = [1 + k * damping + k * k, 1 - k * damping + k * k]
    return (count * Math.log(grown / shrunk)) / 2 / memory
  }
}

/** The cutoff of the filter's own estimate of the speed. */
const speedCutoffHz = 1

/**
 * By the slower of its two low-pass filters, the first at its lowest cutoff. The filter is not linear, so
 * this is no proof: over signals of many speeds and all its parameters, 2e-9 was the most it missed.
 */
function oneEuroShare({ minCutoffHz }: OneEuroStep): ReachShare {
  const slowestHz = Math.min(minCutoffHz, speedCutoffHz)
  return (seconds) => Math.log1p(2 * Math.PI * slowestHz * seconds) / memory
}
