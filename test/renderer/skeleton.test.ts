import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { landmarkStride, type PackedPart, type TopologyId } from '../../common/landmarks'
import { topologies } from '../../common/topologies'
import { labelText } from '../../renderer/drawing/label'
import { drawSkeletons } from '../../renderer/drawing/skeleton'
import { fitPicture, viewFromNormalized } from '../../renderer/drawing/spaces'

const sidePx = 200
const nowhere = Number.NaN

/** A part with these landmarks in place, in pixels, and all others unknown. */
function partWith(
  topology: TopologyId,
  places: Readonly<Record<number, readonly [x: number, y: number, visibility?: number]>>,
): PackedPart {
  const points = new Float32Array(topologies[topology].landmarks.length * landmarkStride)
  points.fill(nowhere)
  for (const [index, [x, y, visibility = nowhere]] of Object.entries(places)) {
    points.set(
      [x / sidePx, y / sidePx, 0, nowhere, nowhere, nowhere, visibility],
      Number(index) * 8,
    )
  }
  return { part: topology, topology, subject: 0, handedness: null, score: null, points }
}

function drawn(parts: readonly PackedPart[]) {
  const context = createCanvas(sidePx, sidePx).getContext('2d')
  const picture = { leftPx: 0, topPx: 0, widthPx: sidePx, heightPx: sidePx }
  drawSkeletons(context, parts, { picture, pixelRatio: 1 })
  return (x: number, y: number): string => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(x, y, 1, 1).data
    return alpha === 0 ? 'empty' : `${red} ${green} ${blue}`
  }
}

test('each finger has its colour of the rainbow', () => {
  const colourAt = drawn([
    partWith('hand', {
      ...{ 3: [20, 20], 4: [20, 180], 7: [60, 20], 8: [60, 180], 11: [100, 20], 12: [100, 180] },
      ...{ 15: [140, 20], 16: [140, 180], 19: [180, 20], 20: [180, 180] },
    }),
  ])
  expect([20, 60, 100, 140, 180].map((x) => colourAt(x, 100))).toEqual([
    '255 214 10', // thumb yellow
    '176 92 255', // index purple
    '25 211 243', // middle cyan
    '47 209 88', // ring green
    '255 69 58', // little finger red
  ])
})

test('nothing is drawn to a landmark that the model gives no place', () => {
  const colourAt = drawn([partWith('hand', { 4: [100, 100] })])
  expect(colourAt(100, 100)).not.toBe('empty')
  expect([colourAt(0, 0), colourAt(100, 60)]).toEqual(['empty', 'empty'])
})

test('the left and the right of a body differ', () => {
  const colourAt = drawn([
    partWith('pose', { 13: [150, 20], 15: [150, 180], 14: [50, 20], 16: [50, 180] }),
  ])
  expect([colourAt(150, 100), colourAt(50, 100)]).toEqual(['255 159 67', '77 171 247'])
})

test('a body point that is a guess is drawn faintly', () => {
  const context = createCanvas(sidePx, sidePx).getContext('2d')
  const picture = { leftPx: 0, topPx: 0, widthPx: sidePx, heightPx: sidePx }
  const parts = [partWith('pose', { 13: [150, 20, 0.9], 15: [150, 180, 0.1] })]
  drawSkeletons(context, parts, { picture, pixelRatio: 1 })
  expect(context.getImageData(150, 100, 1, 1).data[3]).toBeLessThan(180)
})

test('a body leaves its face to the face of the same person', () => {
  const body = partWith('pose', { 0: [100, 20], 13: [150, 20], 15: [150, 180] })
  const face = partWith('face', { 474: [20, 100], 475: [50, 100] })
  expect([
    drawn([body])(100, 20) === 'empty',
    drawn([body, face])(100, 20),
    drawn([body, { ...face, subject: 1 }])(100, 20) === 'empty',
  ]).toEqual([false, 'empty', false])
})

test('irises and lips of a face are drawn', () => {
  const colourAt = drawn([
    partWith('face', { 474: [20, 50], 475: [180, 50], 61: [20, 150], 146: [180, 150] }),
  ])
  expect([colourAt(100, 50), colourAt(100, 150)]).not.toContain('empty')
})

test('a frame without anybody leaves the picture as it is', () => {
  expect(drawn([])(100, 100)).toBe('empty')
})

test('a hand is labelled with its side and how sure that is', () => {
  const hand = partWith('hand', {})
  expect([
    labelText({ ...hand, handedness: 'left', score: 0.972 }, false),
    labelText({ ...hand, handedness: 'right' }, true),
  ]).toEqual(['Left 97 %', 'Right'])
})

test('several people are told apart by number, one alone is not', () => {
  const body = { ...partWith('pose', {}), subject: 1 }
  expect([labelText(body, true), labelText(body, false)]).toEqual(['Person 2', null])
})

test('a picture is fitted whole into the middle of the canvas', () => {
  const place = fitPicture({ widthPx: 400, heightPx: 200 }, { widthPx: 200, heightPx: 300 })
  expect([place, viewFromNormalized(place, 0.5, 1)]).toEqual([
    { leftPx: 0, topPx: 100, widthPx: 200, heightPx: 100 },
    { x: 100, y: 200 },
  ])
})
