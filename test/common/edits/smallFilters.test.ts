import { describe, expect, it } from 'vitest'
import type { PackedPart } from '../../../common/landmarks'
import { landmarkStride } from '../../../common/landmarks'
import { createSmoothing, smoothingParameters } from '../../../common/smoothing'
import { edited } from './seriesOf'

describe('a median', () => {
  it('takes out what lasts for less than half of its frames, and keeps edges', () => {
    const values = [0, 0, 9, 0, 0, 0, 5, 5, 5, -9, -9, 5, 5, 5]
    const clean = [0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5]
    expect(edited({ kind: 'median', frames: 5 }, values)).toEqual(clean)
  })

  it('counts what is known: of an even number, the mean of the middle two', () => {
    expect(edited({ kind: 'median', frames: 3 }, [1, 2, 9, null, 4, 7, null])).toEqual([
      ...[1.5, 2, 5.5, null, 5.5, 5.5, null],
    ])
  })
})

describe('a One Euro filter', () => {
  it('gives what the live view gives with the same parameters, over gaps too', () => {
    const moments = Array.from({ length: 90 }, (_, index) => index / 30 + (index > 60 ? 0.6 : 0))
    const values = moments.map((t, index) =>
      index > 20 && index < 24 ? null : Math.fround(Math.sin(3 * t) + 0.01 * Math.sin(index * 2.4)),
    )
    const smooth = createSmoothing('light')
    const live = moments.map((timeS, index) => {
      const value = values[index]
      if (value == null) return null
      const [part] = smooth([hand(value)], Math.round(timeS * 1e6))
      return part!.points[0]
    })
    const microseconds = moments.map((t) => Math.round(t * 1e6) / 1e6)
    const filtered = edited(
      { kind: 'one-euro', ...smoothingParameters.light },
      values,
      microseconds,
    )
    expect(filtered.map((value) => value && Math.fround(value))).toEqual(live)
  })
})

function hand(value: number): PackedPart {
  const points = new Float32Array(21 * landmarkStride).fill(value)
  return { part: 'hand', topology: 'hand', subject: 0, handedness: null, score: null, points }
}
