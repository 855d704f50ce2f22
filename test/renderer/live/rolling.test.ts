import { expect, it } from 'vitest'
import { quantile, RollingValues } from '../../../renderer/live/rolling'

it('gives quantiles by nearest rank', () => {
  const values = [5, 1, 4, 2, 3]
  expect([quantile(values, 0.5), quantile(values, 0.95), quantile([], 0.5)]).toEqual([3, 5, NaN])
})

it('keeps the values of its span, and tells how many come per second', () => {
  const rolling = new RollingValues(1000)
  for (let atMs = 0; atMs <= 2000; atMs += 100) rolling.add(atMs, atMs)
  expect([rolling.values(2000).length, rolling.perSecond(2000)]).toEqual([11, 10])
  expect([rolling.values(9000), rolling.perSecond(9000)]).toEqual([[], 0])
})
