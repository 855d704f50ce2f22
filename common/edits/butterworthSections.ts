import type { SeriesStep } from './series'

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
 * Control of Human Movement", 4th edition, 2009; D. G. E. Robertson and J. J. Dowling,
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
