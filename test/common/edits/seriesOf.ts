import { expect } from 'vitest'
import type { SeriesStep } from '../../../common/edits/series'
import { seriesEdit } from '../../../common/edits/seriesEdit'

/** What a step makes of values; null is unknown. At 30 frames a second if no times are given. */
export function edited(
  step: SeriesStep,
  values: readonly (number | null)[],
  timesS: readonly number[] = values.map((_, index) => index / 30),
): (number | null)[] {
  const series = Float64Array.from(values, (value) => value ?? NaN)
  seriesEdit(step, 1 / 30)(Float64Array.from(timesS), series)
  return Array.from(series, (value) => (Number.isNaN(value) ? null : value))
}

/** Near enough to be the same calculation in another order. */
export function close(values: readonly number[], digits = 12): unknown[] {
  return values.map((value) => expect.closeTo(value, digits) as unknown)
}
