import { expect, test } from 'vitest'
import type { PackedPart } from '../../../common/landmarks'
import { labelOf } from '../../../common/drawing/label'
import { drawSkeletons } from '../../../common/drawing/skeleton'
import { fitPicture, viewFromNormalized } from '../../../common/drawing/spaces'
import { inEnglish, type Sentence } from '../../../common/sentence'
import { drawn, partWith, wholePicture } from './drawings'

function said(label: Sentence | null): string | null {
  return label === null ? null : inEnglish(label)
}

function drawnSkeletons(parts: readonly PackedPart[]) {
  return drawn((context) => drawSkeletons(context, parts, { picture: wholePicture, pixelRatio: 1 }))
}

test('each finger has its colour of the rainbow', () => {
  const { colourAt } = drawnSkeletons([
    partWith('hand', {
      ...{ 3: [20, 20], 4: [20, 180], 7: [60, 20], 8: [60, 180], 11: [100, 20], 12: [100, 180] },
      ...{ 15: [140, 20], 16: [140, 180], 19: [180, 20], 20: [180, 180] },
    }),
  ])
  expect([20, 60, 100, 140, 180].map((x) => colourAt(x, 100))).toEqual([
    '255 214 10', // thumb yellow
    '176 92 255', // index purple
    '18 184 214', // middle cyan
    '77 255 136', // ring green
    '255 69 58', // little finger red
  ])
})

test('nothing is drawn to a landmark that the model gives no place', () => {
  const { colourAt } = drawnSkeletons([partWith('hand', { 4: [100, 100] })])
  expect(colourAt(100, 100)).not.toBe('empty')
  expect([colourAt(0, 0), colourAt(100, 60)]).toEqual(['empty', 'empty'])
})

test('the left and the right of a body differ', () => {
  const { colourAt } = drawnSkeletons([
    partWith('pose', { 13: [150, 20], 15: [150, 180], 14: [50, 20], 16: [50, 180] }),
  ])
  expect([colourAt(150, 100), colourAt(50, 100)]).toEqual(['255 159 67', '77 171 247'])
})

test('a body point that is a guess is drawn faintly', () => {
  const parts = [partWith('pose', { 13: [150, 20, 0.9], 15: [150, 180, 0.1] })]
  expect(drawnSkeletons(parts).opacityAt(150, 100)).toBeLessThan(0.7)
})

test('a body leaves its face to the face of the same person', () => {
  const body = partWith('pose', { 0: [100, 20], 13: [150, 20], 15: [150, 180] })
  const face = partWith('face', { 474: [20, 100], 475: [50, 100] })
  expect([
    drawnSkeletons([body]).colourAt(100, 20) === 'empty',
    drawnSkeletons([body, face]).colourAt(100, 20),
    drawnSkeletons([body, { ...face, subject: 1 }]).colourAt(100, 20) === 'empty',
  ]).toEqual([false, 'empty', false])
})

test('a body leaves its fingers to the hand of the same side', () => {
  const body = partWith('pose', {
    ...{ 15: [150, 20], 19: [150, 180] },
    ...{ 16: [50, 20], 20: [50, 180] },
  })
  const hand = { ...partWith('hand', { 3: [90, 20], 4: [100, 20] }), part: 'left_hand' } as const
  const both = drawnSkeletons([body, hand])
  expect(drawnSkeletons([body]).colourAt(150, 100)).not.toBe('empty')
  expect([both.colourAt(150, 100), both.colourAt(50, 100) === 'empty']).toEqual(['empty', false])
})

test('a frame without anybody leaves the picture as it is', () => {
  expect(drawnSkeletons([]).colourAt(100, 100)).toBe('empty')
})

test('a hand is labelled with its side and how sure that is', () => {
  const hand = partWith('hand', {})
  expect(
    [
      labelOf({ ...hand, handedness: 'left', score: 0.972 }, false),
      labelOf({ ...hand, handedness: 'right' }, true),
    ].map(said),
  ).toEqual(['Left 97 %', 'Right'])
})

test('several people are told apart by number, one alone is not', () => {
  const body = { ...partWith('pose', {}), subject: 1 }
  expect([labelOf(body, true), labelOf(body, false)].map(said)).toEqual(['Person 2', null])
})

test('a picture is fitted whole into the middle of the canvas', () => {
  const place = fitPicture({ widthPx: 400, heightPx: 200 }, { widthPx: 200, heightPx: 300 })
  expect([place, viewFromNormalized(place, 0.5, 1)]).toEqual([
    { leftPx: 0, topPx: 100, widthPx: 200, heightPx: 100, isMirrored: false },
    { x: 100, y: 200 },
  ])
})

test('a line to a place that cannot be is left out, and nothing ends for it', () => {
  const { colourAt } = drawnSkeletons([
    partWith('hand', { 2: [20, 100], 3: [100, 100], 4: [1e38, 100] }),
  ])
  expect([colourAt(100, 100), colourAt(150, 100)]).toEqual(['255 214 10', 'empty'])
})
