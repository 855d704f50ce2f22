import { expect, it } from 'vitest'
import { placedPart } from '../main/export/exporting'
import { spaceFigures } from '../../renderer/review/space/spaceFigures'

it('y goes up and z comes nearer, where MediaPipe’s go down and away', () => {
  const body = placedPart('pose', () => [0.1, 0.2, 0.3])
  expect(spaceFigures([body])[0]!.points[0]).toEqual([0.1, -0.2, -0.3].map(near))
})

it('the hands of a whole person hang on the wrists of the body', () => {
  const body = placedPart('pose', (name) => (name === 'left_wrist' ? [0.4, 0.1, -0.2] : [0, 0, 0]))
  const hand = placedPart('left_hand', (name) => (name === 'wrist' ? [0.05, 0.05, 0] : [0.1, 0, 0]))
  const [, leftHand] = spaceFigures([body, hand])
  expect(leftHand!.points[0]).toEqual([0.4, -0.1, 0.2].map(near))
  expect(leftHand!.points[1]).toEqual([0.45, -0.05, 0.2].map(near))
})

it('a hand whose body was not found, and a face, have no place', () => {
  const hand = placedPart('left_hand', () => [0, 0, 0])
  expect(spaceFigures([hand, placedPart('face', () => [0, 0, 0])])).toEqual([])
})

it('several hands lie beside each other', () => {
  const hands = [0, 1].map((subject) => placedPart('hand', () => [0, 0, 0], subject))
  expect(spaceFigures(hands).map(({ points }) => points[0]![0])).toEqual([-0.125, 0.125])
})

function near(value: number) {
  return expect.closeTo(value, 5) as number
}
