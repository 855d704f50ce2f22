import { expect, it } from 'vitest'
import { landmarkStride, type Handedness, type PackedPart } from '../../common/landmarks'
import { createSubjectNumbering } from '../../common/subjects'

/** A hand of the given width whose box is centred at (x, y). */
function hand(x: number, y: number, handedness: Handedness = 'left', width = 0.1): PackedPart {
  const points = new Float32Array(2 * landmarkStride).fill(NaN)
  points.set([x - width / 2, y - width / 2, 0], 0)
  points.set([x + width / 2, y + width / 2, 0], landmarkStride)
  return { part: 'hand', topology: 'hand', subject: 0, handedness, score: 1, points }
}

const frameUs = 33_333

/** The subject of the hand at each place, frame after frame. */
function subjectsAt(frames: readonly (readonly PackedPart[])[], stepUs = frameUs): number[][] {
  const number = createSubjectNumbering('hands')
  return frames.map((parts, frame) => {
    const numbered = number(parts, frame * stepUs)
    return parts.map(({ points }) => numbered.find((part) => part.points === points)!.subject)
  })
}

it('subjects of the first frame are numbered in the order of the model', () => {
  expect(subjectsAt([[hand(0.2, 0.5), hand(0.5, 0.5), hand(0.8, 0.5)]])).toEqual([[0, 1, 2]])
})

it('subjects keep their numbers when the model lists them in another order', () => {
  const [left, right] = [hand(0.2, 0.5), hand(0.8, 0.5)]
  expect(
    subjectsAt([
      [left, right],
      [hand(0.81, 0.5), hand(0.21, 0.5)],
    ]),
  ).toEqual([
    [0, 1],
    [1, 0],
  ])
})

it('all subjects are assigned together, so that one does not take the place of another', () => {
  // Both go right by 0.06: the first is then nearer to where the second was.
  const before = [hand(0.4, 0.5), hand(0.5, 0.5)]
  const after = [hand(0.46, 0.5), hand(0.56, 0.5)]
  expect(subjectsAt([before, after])).toEqual([
    [0, 1],
    [0, 1],
  ])
})

it('a subject that is lost for less than a second keeps its number', () => {
  const frames = [[hand(0.2, 0.5)], [], [], [hand(0.22, 0.5)]]
  expect(subjectsAt(frames, 300_000)).toEqual([[0], [], [], [0]])
})

it('a subject that comes back after a second is a new one', () => {
  const frames = [[hand(0.2, 0.5)], [], [], [], [hand(0.2, 0.5)]]
  expect(subjectsAt(frames, 300_000)).toEqual([[0], [], [], [], [1]])
})

it('numbers of lost subjects are not given to others', () => {
  const frames = [
    [hand(0.2, 0.5), hand(0.8, 0.5)],
    [hand(0.2, 0.5)],
    [hand(0.2, 0.5), hand(0.5, 0.1)],
  ]
  expect(subjectsAt(frames)).toEqual([[0, 1], [0], [0, 2]])
})

it('tracked frames more than a second apart still tell who is who', () => {
  const frames = [[hand(0.2, 0.5)], [hand(0.22, 0.5)], [hand(0.24, 0.5)]]
  expect(subjectsAt(frames, 2_000_000)).toEqual([[0], [0], [0]])
})

it('somebody at another place or of another size is a new subject', () => {
  const frames = [[hand(0.2, 0.5)], [hand(0.8, 0.5)], [hand(0.8, 0.5, 'left', 0.4)]]
  expect(subjectsAt(frames)).toEqual([[0], [1], [2]])
})

it('crossing hands are told apart by their handedness', () => {
  const frames = [
    [hand(0.45, 0.5, 'left'), hand(0.55, 0.5, 'right')],
    [hand(0.49, 0.5, 'right'), hand(0.51, 0.5, 'left')],
    [hand(0.45, 0.5, 'right'), hand(0.55, 0.5, 'left')],
  ]
  expect(subjectsAt(frames)).toEqual([
    [0, 1],
    [1, 0],
    [1, 0],
  ])
})

it('a hand whose handedness flips where it is keeps its number', () => {
  expect(subjectsAt([[hand(0.2, 0.5, 'left')], [hand(0.2, 0.5, 'right')]])).toEqual([[0], [0]])
})

it('parts come in the order of their numbers', () => {
  const number = createSubjectNumbering('hands')
  number([hand(0.2, 0.5), hand(0.8, 0.5)], 0)
  const numbered = number([hand(0.8, 0.5), hand(0.2, 0.5)], frameUs)
  expect(numbered.map(({ subject }) => subject)).toEqual([0, 1])
})

it('holistic has one subject, whatever comes and goes', () => {
  const number = createSubjectNumbering('holistic')
  expect(number([hand(0.2, 0.5)], 0).map(({ subject }) => subject)).toEqual([0])
  expect(number([], 500_000)).toEqual([])
  expect(number([hand(0.9, 0.5)], 5_000_000).map(({ subject }) => subject)).toEqual([0])
})
