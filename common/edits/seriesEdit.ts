import { butterworth } from './butterworth'
import { fillGaps } from './fillGaps'
import { median } from './median'
import { oneEuro } from './oneEuro'
import type { SeriesEdit, SeriesStep } from './series'

/** What a step does to a series of a recording with this usual interval between its frames. */
export function seriesEdit(step: SeriesStep, intervalS: number): SeriesEdit {
  switch (step.kind) {
    case 'fill-gaps':
      return fillGaps(step)
    case 'butterworth':
      return butterworth(step, intervalS)
    case 'median':
      return median(step)
    case 'one-euro':
      return oneEuro(step)
  }
}
