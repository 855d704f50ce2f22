import { expect, test } from 'vitest'
import type { PackedPart } from '../../../common/landmarks'
import { topologies } from '../../../common/topologies'
import { drawTrails } from '../../../common/drawing/drawTrails'
import { trailChoices } from '../../../common/drawing/trailChoices'
import { en } from '../../../common/locales/en/index'
import { extendTrails, noTrails, type Trails } from '../../../common/drawing/trails'
import { drawn, partWith, wholePicture } from './drawings'

const indexTip = new Set(['index_finger_tip'])

/** A hand whose index finger tip is here; other fingers are elsewhere. */
function handAt(x: number, y = 100, subject = 0): PackedPart {
  return { ...partWith('hand', { 8: [x, y], 4: [150, 150] }), subject }
}

function trailsOf(
  frames: readonly (readonly [timeMs: number, ...parts: readonly PackedPart[]])[],
  names: ReadonlySet<string> = indexTip,
): Trails {
  return frames.reduce<Trails>(
    (trails, [timeMs, ...parts], frame) =>
      extendTrails(trails, { frame, timestampUs: timeMs * 1000, parts }, names),
    noTrails,
  )
}

/** Of each trail its subject, and the time and place (in pixels of 200) of its points. */
function told({ trails }: Trails) {
  return trails.map(({ subject, points }) => [
    subject,
    ...points.map(
      (point) => point && `${point.timestampUs / 1000} ms ${Math.round(point.x * 200)}`,
    ),
  ])
}

test('a trail follows the chosen landmark of each subject', () => {
  const trails = trailsOf([
    [0, handAt(10), handAt(110, 100, 1)],
    [33, handAt(20), handAt(120, 100, 1)],
  ])
  expect(told(trails)).toEqual([
    [0, '0 ms 10', '33 ms 20'],
    [1, '0 ms 110', '33 ms 120'],
  ])
})

test('both hands of one person have trails of their own', () => {
  const left = { ...handAt(10), part: 'left_hand' } as const
  const right = { ...handAt(110), part: 'right_hand' } as const
  const trails = trailsOf([
    [0, left, right],
    [33, right, left],
  ])
  expect(told(trails)).toEqual([
    [0, '0 ms 10', '33 ms 10'],
    [0, '0 ms 110', '33 ms 110'],
  ])
})

test('a trail forgets what is older than a second and a half', () => {
  const trails = trailsOf([
    [0, handAt(10)],
    [1000, handAt(20)],
    [1499, handAt(30)],
    [1500, handAt(40)],
  ])
  expect(told(trails)).toEqual([[0, '1000 ms 20', '1499 ms 30', '1500 ms 40']])
})

test('a trail breaks where its landmark was unknown, however long', () => {
  const trails = trailsOf([[0, handAt(10)], [33, handAt(Number.NaN)], [66], [100, handAt(40)]])
  expect(told(trails)).toEqual([[0, '0 ms 10', null, '100 ms 40']])
})

test('the trail of a lost subject stays for its time and is then forgotten', () => {
  const lost = trailsOf([
    [0, handAt(10)],
    [1499, handAt(110, 100, 1)],
  ])
  const forgotten = extendTrails(lost, { frame: 2, timestampUs: 1_500_000, parts: [] }, indexTip)
  expect([told(lost), told(forgotten)]).toEqual([
    [
      [0, '0 ms 10', null],
      [1, '1499 ms 110'],
    ],
    [[1, '1499 ms 110', null]],
  ])
})

test('a landmark that is no longer chosen loses its trail at once', () => {
  const trails = trailsOf([[0, handAt(10)]])
  const frame = { frame: 1, timestampUs: 33_000, parts: [handAt(20)] }
  expect(told(extendTrails(trails, frame, new Set()))).toEqual([])
})

test('trails begin anew where time goes back', () => {
  const trails = trailsOf([
    [5000, handAt(10)],
    [0, handAt(20)],
  ])
  expect(told(trails)).toEqual([[0, '0 ms 20']])
})

test('a trail has the colour of its landmark and fades with its age', () => {
  const trails = trailsOf([
    [0, handAt(10, 20)],
    [100, handAt(10, 180)],
    [1100, handAt(190, 180)],
    [1400, handAt(190, 20)],
  ])
  const { colourAt, opacityAt } = drawn((context) =>
    drawTrails(context, trails, { picture: wholePicture, pixelRatio: 1 }),
  )
  expect([colourAt(190, 100), colourAt(100, 100)]).toEqual(['176 92 255', 'empty'])
  const [newest = 0, older = 0, oldest = 0] = [
    opacityAt(190, 100),
    opacityAt(100, 180),
    opacityAt(10, 100),
  ]
  expect([newest, newest > older, older > oldest, oldest > 0]).toEqual([1, true, true, true])
})

test('a trail is not drawn over a break, and is mirrored with its picture', () => {
  const trails = trailsOf([
    [0, handAt(10, 20)],
    [33, handAt(10, 80)],
    [66],
    [100, handAt(10, 120)],
    [133, handAt(10, 180)],
  ])
  const picture = { ...wholePicture, isMirrored: true }
  const { colourAt } = drawn((context) => drawTrails(context, trails, { picture, pixelRatio: 1 }))
  expect([50, 100, 150].map((y) => colourAt(190, y) !== 'empty')).toEqual([true, false, true])
})

test('all of a hand and a body can leave trails, and some points of a face', () => {
  expect(trailChoices).toEqual({
    hand: topologies.hand.landmarks,
    pose: topologies.pose.landmarks,
    face: [1, 10, 152, 13, 14, 291, 61, 473, 468].map((index) => topologies.face.landmarks[index]),
  })
})

test('what can leave a trail has a name of its own, and a title of its own in its topology', () => {
  const titles: Readonly<Record<string, string>> = en.landmarks
  const all = Object.values(trailChoices).flat()
  expect(new Set(all).size).toBe(all.length)
  for (const names of Object.values(trailChoices)) {
    expect(new Set(names.map((name) => titles[name] ?? '')).size).toBe(names.length)
  }
})
