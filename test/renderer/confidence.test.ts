import { expect, it } from 'vitest'
import { nextUnsure, summariseConfidence } from '../../renderer/review/side/confidence'

it('the histogram has twenty bars, the highest of them whole; frames without anybody are in none', () => {
  const summary = summariseConfidence(Float32Array.of(0.1, 0.99, NaN, 0.97, 1, 0.98))!
  expect(summary.heights.flatMap((height, bar) => (height > 0 ? [[bar, height]] : []))).toEqual([
    [2, 0.25],
    [19, 1],
  ])
  expect([summary.median.toFixed(2), summary.unsureShare]).toEqual(['0.98', 0.2])
  expect(summariseConfidence(Float32Array.of(NaN))).toBeNull()
})

it('the next stretch that the model is not sure of is found, and after the last the first', () => {
  const confidence = Float32Array.of(0.9, 0.2, 0.3, 0.8, NaN, 0.1)
  expect([0, 1, 2, 5].map((place) => nextUnsure(confidence, place))).toEqual([1, 5, 5, 1])
})
