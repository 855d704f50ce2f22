import { expect, test } from 'vitest'
import type { Flaw, Quality } from '../../common/quality'
import {
  flawText,
  qualityCells,
  qualityColumns,
  qualitySortValue,
} from '../../renderer/library/qualityTexts'

const recording: Quality = {
  ...{ durationMs: 61_000, framesPerSecond: 29.9666, framesDropped: 1204, detectedShare: 0.987 },
  ...{ longestGapMs: 1440, jitter: 0.0123, swaps: 2, lowestConfidence: 0.4769, flaws: [] },
}
const photo: Quality = {
  ...{ durationMs: null, framesPerSecond: null, framesDropped: null, detectedShare: 1 },
  ...{ longestGapMs: null, jitter: null, swaps: null, lowestConfidence: null, flaws: [] },
}

test('each figure of a result has a short text', () => {
  expect(qualityCells(recording)).toEqual({
    ...{ detected: '98 %', longestGap: '1.4 s', jitter: '1.2 %', swaps: '2' },
    ...{ lowestConfidence: '0.48', framesPerSecond: '30.0', dropped: '1,204' },
  })
})

test('what does not apply to a photo is a dash, what is not known yet three dots', () => {
  expect(Object.values(qualityCells(photo))).toEqual(['100 %', '–', '–', '–', '–', '–', '–'])
  expect(new Set(Object.values(qualityCells(null)))).toEqual(new Set(['…']))
})

test('a gap is told in the unit that fits', () => {
  const texts = [0, 33.3, 400, 59_900, 125_000].map(
    (longestGapMs) => qualityCells({ ...recording, longestGapMs }).longestGap,
  )
  expect(texts).toEqual(['none', '33 ms', '0.4 s', '59.9 s', '2 min 05 s'])
})

test('columns are sorted by their figure, and unknown ones have none', () => {
  const values = (quality: Quality | null) =>
    qualityColumns.map((column) => qualitySortValue(column, quality))
  expect(values(recording)).toEqual([0.987, 1440, 0.0123, 2, 0.4769, 29.9666, 1204])
  expect(values(photo)).toEqual([1, null, null, null, null, null, null])
  expect(values(null)).toEqual(qualityColumns.map(() => null))
})

test('a flaw is told by its time and what is wrong', () => {
  const text = (kind: Flaw['kind'], startS: number, endS: number) =>
    flawText({ kind, firstFrame: 0, lastFrame: 0, startUs: startS * 1e6, endUs: endS * 1e6 })
  expect(text('gap', 12.4, 13.9)).toBe('0:12.4 – 0:13.9: nobody found')
  expect(text('swap', 59.98, 59.98)).toBe('1:00.0: left and right, or two people, change places')
  expect(text('jitter', 3600, 3661.04)).toBe('1:00:00.0 – 1:01:01.0: landmarks tremble')
})
