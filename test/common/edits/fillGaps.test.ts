import { describe, expect, it } from 'vitest'
import type { FillGapsStep } from '../../../common/edits/fillGaps'
import { close, edited } from './seriesOf'

const linear: FillGapsStep = { kind: 'fill-gaps', method: 'linear', longestMs: 100 }
const spline: FillGapsStep = { ...linear, method: 'spline' }

describe('a gap', () => {
  it('is filled where its known ends are so near, in time and not in frames', () => {
    const values = [1, null, 3, null, null, 6, null, null, null, 10]
    expect(edited(linear, values)).toEqual([...close([1, 2, 3, 4, 5, 6]), null, null, null, 10])
    const moments = [0, 0.02, 0.08, 0.09, 0.1, 0.11, 0.12, 0.13, 0.14, 0.15]
    expect(edited(linear, values, moments)).toEqual(close([1, 1.5, 3, 4, 5, 6, 7, 8, 9, 10]))
  })

  it('at the beginning or the end stays: nobody was there', () => {
    const values = [null, null, 3, null]
    expect([edited(linear, values), edited(spline, values)]).toEqual([values, values])
    expect(edited(spline, [null, null])).toEqual([null, null])
  })

  it('is filled by a spline with the parabola that it was cut out of', () => {
    const moments = [0, 0.03, 0.05, 0.06, 0.09, 0.12, 0.14]
    const thrown = moments.map((t) => 0.2 + 3 * t - 40 * t * t)
    const cut = thrown.map((value, index) => (index > 1 && index < 5 ? null : value))
    expect(edited(spline, cut, moments)).toEqual(close(thrown))
  })

  it('is filled by a spline with a straight line where both ends stand alone', () => {
    const values = [null, 1, null, null, 4, null]
    expect(edited(spline, values)).toEqual([null, ...close([1, 2, 3, 4]), null])
  })

  it('looks the same whether or not the one before was filled', () => {
    const [first, second] = [[0, 1, null, 3] as const, [3.5, null, 9, 8] as const]
    const both = edited(spline, [...first, ...second])
    expect(both.slice(3)).toEqual(close(edited(spline, [3, ...second]) as number[]))
  })
})
