import { OneEuroFilter } from '1eurofilter'
import { forgetAfterUs, typicalRateHz } from '../smoothing'
import type { SeriesEdit, SeriesStep } from './series'

export type OneEuroStep = Extract<SeriesStep, { kind: 'one-euro' }>

/**
 * The filter that calms what is tracked live, with the same parameters: see smoothing.ts. As there, it
 * goes on over what is unknown for less than half a second, and begins anew after that.
 */
export function oneEuro({ minCutoffHz, beta }: OneEuroStep): SeriesEdit {
  return (timesS, values) => {
    let filter: OneEuroFilter | undefined
    let seenS = -Infinity
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index]!
      if (Number.isNaN(value)) continue
      const timeS = timesS[index]!
      if (filter === undefined || timeS - seenS >= forgetAfterUs / 1e6) {
        filter = new OneEuroFilter(typicalRateHz, minCutoffHz, beta)
      }
      values[index] = filter.filter(value, timeS)
      seenS = timeS
    }
  }
}
