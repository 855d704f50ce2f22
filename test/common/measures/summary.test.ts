import { describe, expect, it } from 'vitest'
import { summariseMeasure } from '../../../common/measures/summary'

/** A knee that is bent so often, 30 frames each time, from straight to 60 degrees. */
function squats(count: number): number[] {
  return Array.from({ length: count * 30 }, (_, frame) => {
    return 120 + 60 * Math.cos((frame / 30) * 2 * Math.PI)
  })
}

describe('a measure over all frames', () => {
  it('is known by its usual figures', () => {
    const summary = summariseMeasure([1, 2, NaN, 3, 4], 'm')
    expect(summary.framesKnown).toBe(4)
    expect(summary.mean).toBe(2.5)
    expect(summary.median).toBe(2.5)
    expect(summary.standardDeviation).toBeCloseTo(1.2909944, 6)
    expect([summary.min, summary.max]).toEqual([1, 4])
  })

  it('has a range that one bad frame does not make', () => {
    const values = [...squats(10), 1000]
    expect(summariseMeasure(values, 'deg').range).toBeGreaterThan(115)
    expect(summariseMeasure(values, 'deg').range).toBeLessThanOrEqual(120.1)
  })

  it('counts repetitions', () => {
    expect(summariseMeasure(squats(7), 'deg').repetitions).toBe(7)
  })

  it('counts them once where the movement trembles on its way', () => {
    const trembling = squats(4).map((value, frame) => value + 12 * Math.sin(frame * 2))
    expect(summariseMeasure(trembling, 'deg').repetitions).toBe(4)
  })

  it('counts none in somebody who stands still', () => {
    const still = Array.from({ length: 300 }, (_, frame) => 170 + 3 * Math.sin(frame))
    expect(summariseMeasure(still, 'deg').repetitions).toBe(0)
  })

  it('says nothing of what is never known', () => {
    expect(summariseMeasure([NaN, NaN], 'deg')).toMatchObject({ framesKnown: 0, repetitions: 0 })
    expect(summariseMeasure([NaN], 'deg').mean).toBeNaN()
  })
})
