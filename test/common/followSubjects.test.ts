import { expect, it } from 'vitest'
import { subjectsToFollow } from '../../common/joinSubjects'
import type { SegmentSubjects, Sighting } from '../../common/segments'

/** A body of a fifth of the picture's width at x, seen in the frame at this time. */
function body(x: number, timestampUs: number, subject = 0): Sighting {
  const [left, right] = [x - 0.1, x + 0.1]
  return { timestampUs, subject, part: 'pose', left, right, top: 0.1, bottom: 0.9 }
}

function seen(inWarmUp: readonly Sighting[], inOverlap: readonly Sighting[]): SegmentSubjects {
  return { numbers: [0], inWarmUp: [...inWarmUp], inOverlap: [...inOverlap] }
}

/** What is said of two neighbours, by what they saw in the frames that both know. */
function follow(before: readonly Sighting[], after: readonly Sighting[]): readonly Sighting[] {
  return subjectsToFollow(seen([], before), seen(after, []))
}

it('nobody is to be followed where both saw the same in the last frame, in whatever order', () => {
  expect(follow([body(0.2, 1), body(0.2, 2)], [body(0.8, 1), body(0.21, 2)])).toEqual([])
  expect(follow([body(0.2, 2), body(0.8, 2, 1)], [body(0.8, 2), body(0.2, 2, 1)])).toEqual([])
})

it('who was seen first is to be followed where the last frame shows somebody else', () => {
  const first = [body(0.2, 1), body(0.5, 1, 1)]
  expect(follow([...first, body(0.2, 2)], [body(0.8, 2)])).toEqual(first)
})

it('who was seen is to be followed where the other saw nobody, and the other way round not', () => {
  expect(follow([body(0.2, 2)], [])).toEqual([body(0.2, 2)])
  expect(follow([], [body(0.2, 2)])).toEqual([])
})

it('somebody whose middle is in the same place is somebody else where the edges are not', () => {
  const wide = { ...body(0.2, 2), left: -0.1, right: 0.5 }
  expect(follow([body(0.2, 2)], [wide])).toHaveLength(1)
})

it('hands that come and go do not matter where a whole person is tracked', () => {
  const hand: Sighting = { ...body(0.3, 2), part: 'left_hand' }
  expect(follow([body(0.2, 2), hand], [body(0.2, 2)])).toEqual([])
})
