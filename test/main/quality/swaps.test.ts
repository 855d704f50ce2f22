import { beforeAll, describe, expect, it } from 'vitest'
import { landmarkStride, type FrameLandmarks, type PackedPart } from '../../../common/landmarks'
import { topologies } from '../../../common/topologies'
import { swapsIn } from './quality'
import { changeSpan, trackPan } from './trackedPeople'

const none = { swaps: 0, at: [] }
/** There and back, far enough from each other to be two flaws. */
const span = [8, 15] as const
const thereAndBack = { swaps: 2, at: [8, 16] }

describe('people whom the real model follows', () => {
  let hands: FrameLandmarks[]
  let bodies: FrameLandmarks[]
  let person: FrameLandmarks[]

  beforeAll(async () => {
    hands = await trackPan('hands', 2)
    bodies = await trackPan('pose', 5)
    person = await trackPan('holistic', 2)
  })

  it('keep their places', async () => {
    expect(await swapsIn('hands', hands)).toEqual(none)
    expect(await swapsIn('pose', bodies)).toEqual(none)
    expect(await swapsIn('holistic', person)).toEqual(none)
  })

  it('have changed numbers where they are exchanged', async () => {
    const otherHands = changeSpan(hands, span, (part) => exchangeSubjects(part, 0, 1))
    expect(await swapsIn('hands', otherHands)).toEqual(thereAndBack)
    // All this time the model sees both of these.
    const otherBodies = changeSpan(bodies, [13, 20], (part) => exchangeSubjects(part, 1, 2))
    expect(await swapsIn('pose', otherBodies)).toEqual({ swaps: 2, at: [13, 21] })
  })

  it('have another hand where its label flips', async () => {
    expect(await swapsIn('hands', changeSpan(hands, span, flipLabel))).toEqual(thereAndBack)
  })

  it('have left for right where a body is exchanged', async () => {
    expect(await swapsIn('pose', changeSpan(bodies, span, exchangeSides))).toEqual(thereAndBack)
    expect(await swapsIn('holistic', changeSpan(person, span, exchangeSides))).toEqual(thereAndBack)
  })

  it('have the left hand for the right one where those of a person are exchanged', async () => {
    expect(await swapsIn('holistic', changeSpan(person, span, exchangeHands))).toEqual(thereAndBack)
  })

  it('are exchanged for a single frame', async () => {
    const single = changeSpan(bodies, [10, 10], exchangeSides)
    expect((await swapsIn('pose', single)).swaps).toBe(2)
  })
})

function exchangeSubjects(part: PackedPart, one: number, other: number): PackedPart {
  if (part.subject === one) return { ...part, subject: other }
  return part.subject === other ? { ...part, subject: one } : part
}

function flipLabel(part: PackedPart): PackedPart {
  return { ...part, handedness: part.handedness === 'left' ? 'right' : 'left' }
}

function exchangeHands(part: PackedPart): PackedPart {
  if (part.part === 'left_hand') return { ...part, part: 'right_hand', handedness: 'right' }
  if (part.part === 'right_hand') return { ...part, part: 'left_hand', handedness: 'left' }
  return part
}

/** Left and right of a body exchanged; other parts stay. */
function exchangeSides(part: PackedPart): PackedPart {
  if (part.part !== 'pose') return part
  const { landmarks } = topologies.pose
  const points = new Float32Array(part.points.length)
  for (const [index, name] of landmarks.entries()) {
    const start = landmarks.indexOf(otherSide(name)) * landmarkStride
    points.set(part.points.subarray(start, start + landmarkStride), index * landmarkStride)
  }
  return { ...part, points }
}

function otherSide(name: string): string {
  return name.replace(/left|right/, (side) => (side === 'left' ? 'right' : 'left'))
}
