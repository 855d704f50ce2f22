import { expect, it } from 'vitest'
import { formatDuration } from '../../common/formatDuration'

it.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [59_600, '1 min 00 s'],
  [3_599_000, '59 min 59 s'],
  [7_500_000, '2 h 05 min'],
])('%d ms reads %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text)
})
