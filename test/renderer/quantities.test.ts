import { expect, test } from 'vitest'
import {
  countText,
  durationText,
  filesText,
  percentText,
  rateText,
  sizeText,
  stretchText,
} from '../../renderer/quantities'

test('large counts have separators', () => {
  expect(countText(1_234_567)).toBe('1,234,567')
})

test('one file is singular, any other number is not', () => {
  expect([0, 1, 2].map(filesText)).toEqual(['0 files', '1 file', '2 files'])
})

test('a short time is told in milliseconds or with a decimal, a longer one in seconds', () => {
  expect([0.2, 40, 97, 420, 960, 61_000].map(durationText)).toEqual([
    '1 ms',
    '40 ms',
    '0.1 s',
    '0.4 s',
    '1 s',
    '1 min 01 s',
  ])
})

test('a stretch of a video is told by its times', () => {
  const at = (startS: number, endS: number | null) =>
    stretchText({ startUs: startS * 1e6, endUs: endS === null ? null : endS * 1e6 })
  expect(at(0, 10.02)).toBe('0:00 to 0:10')
  expect(at(3590, 3665)).toBe('59:50 to 1:01:05')
  expect(at(65, null)).toBe('1:05 to the end')
})

test('a slow rate is told per minute or per hour', () => {
  expect([12.34, 1, 0.5, 0.005].map(rateText)).toEqual([
    '12.3 files/s',
    '1 files/s',
    '30 files/min',
    '18 files/h',
  ])
})

test('sizes are told in the unit that keeps them short', () => {
  expect([0, 999, 1000, 3_240_000, 5e12, 7e15].map(sizeText)).toEqual([
    '0 bytes',
    '999 bytes',
    '1 kB',
    '3.24 MB',
    '5 TB',
    '7,000 TB',
  ])
})

test('a small share keeps a decimal, and 100 % is shown only when all is done', () => {
  expect([0, 0.0071, 0.42, 0.999, 1].map(percentText)).toEqual([
    '0 %',
    '0.7 %',
    '42 %',
    '99 %',
    '100 %',
  ])
})
