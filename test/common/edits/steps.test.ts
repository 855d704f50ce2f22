import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../common/edits/applyEdits'
import type { EditStep } from '../../../common/edits/steps'
import { landmarkFields, landmarkStride, type FrameLandmarks } from '../../../common/landmarks'
import type { PackedPart, PartName } from '../../../common/landmarks'
import { topologies } from '../../../common/topologies'
import { gathered, movingPart, streamed, surroundingsOf } from './recordings'

/** Frames at 25 a second; where `parts` answers nothing, nothing was found. */
function framesOf(count: number, parts: (timeS: number, frame: number) => PackedPart[]) {
  return Array.from({ length: count }, (_, frame) => ({
    ...{ frame, timestampUs: frame * 40_000, parts: parts(frame / 25, frame) },
  }))
}

function edit(frames: readonly FrameLandmarks[], ...steps: EditStep[]): Promise<FrameLandmarks[]> {
  return gathered(applyEdits(streamed(frames), steps, surroundingsOf(frames)))
}

/** Who is in each frame: `0 pose, 1 pose`. */
function labels(frames: readonly FrameLandmarks[]): string[] {
  return frames.map(({ parts }) => parts.map(({ subject, part }) => `${subject} ${part}`).join())
}

function numberOf(frame: FrameLandmarks, part: PartName, name: string, field = 'x'): number {
  const { topology, points } = frame.parts.find((each) => each.part === part)!
  const landmark = topologies[topology].landmarks.indexOf(name)
  return points[landmark * landmarkStride + landmarkFields.indexOf(field as 'x')]!
}

const everywhere = { firstFrame: 0, lastFrame: 99 }

describe('steps that work on frames', () => {
  const two = framesOf(5, (t) => [movingPart('pose', 0, t), movingPart('pose', 1, t)])

  it('trim keeps a span, with its frames and times as they were', async () => {
    const kept = await edit(two, { kind: 'trim', firstFrame: 1, lastFrame: 3 })
    expect(kept).toEqual(two.slice(1, 4))
  })

  it('hide takes out somebody, a part or everybody in a span', async () => {
    const inSpan = { firstFrame: 1, lastFrame: 2 }
    const one = await edit(two, { kind: 'hide', ...inSpan, subject: 0, part: null })
    expect(labels(one)).toEqual([
      '0 pose,1 pose',
      '1 pose',
      '1 pose',
      '0 pose,1 pose',
      '0 pose,1 pose',
    ])
    const all = await edit(two, { kind: 'hide', ...inSpan, subject: null, part: 'pose' })
    expect(labels(all).slice(0, 3)).toEqual(['0 pose,1 pose', '', ''])
    const none = await edit(two, { kind: 'hide', ...inSpan, subject: 1, part: 'face' })
    expect(none).toEqual(two)
  })

  it('swap subjects gives each the number of the other, also where only one is there', async () => {
    const some = two.map((frame) =>
      frame.frame < 3 ? frame : { ...frame, parts: frame.parts.slice(1) },
    )
    const step: EditStep = {
      ...{ kind: 'swap-subjects', firstFrame: 2, lastFrame: 4, subjects: [0, 1] },
    }
    const swapped = await edit(some, step)
    expect(labels(swapped).slice(2)).toEqual(['0 pose,1 pose', '0 pose', '0 pose'])
    expect(swapped[2]!.parts.map(({ points }) => points)).toEqual(
      two[2]!.parts.map(({ points }) => points).reverse(),
    )
    expect(await edit(swapped, step)).toEqual(some)
  })

  it('swap sides exchanges the hands of a person and the sides of a body, not the face', async () => {
    const people = framesOf(1, (t) =>
      (['pose', 'left_hand', 'face'] as const).map((part) => movingPart(part, 0, t)),
    )
    const step: EditStep = { kind: 'swap-sides', ...everywhere, subject: null }
    const [swapped] = await edit(people, step)
    expect(labels([swapped!])).toEqual(['0 pose,0 right_hand,0 face'])
    const moved = ['left_wrist', 'right_ear', 'mouth_left', 'nose'].map((name) =>
      numberOf(swapped!, 'pose', name),
    )
    expect(moved).toEqual(
      ['right_wrist', 'left_ear', 'mouth_right', 'nose'].map((name) =>
        numberOf(people[0]!, 'pose', name),
      ),
    )
    expect(swapped!.parts[2]).toEqual(people[0]!.parts[2])
    expect(await edit([swapped!], step)).toEqual(people)
  })

  it('swap sides turns the handedness of a hand, whose landmarks stay', async () => {
    const hands = framesOf(1, (t) => [movingPart('hand', 0, t), movingPart('hand', 1, t)])
    const [swapped] = await edit(hands, { kind: 'swap-sides', ...everywhere, subject: 1 })
    expect(swapped!.parts).toEqual(hands[0]!.parts.map((part) => ({ ...part, handedness: 'left' })))
  })
})

describe('a filled gap', () => {
  const fill: EditStep = { kind: 'fill-gaps', method: 'linear', longestMs: 200 }
  const hand = (t: number): PackedPart[] => [movingPart('hand', 1, t)]
  const gap = framesOf(12, (t, frame) => (frame >= 3 && frame < 6 ? [] : frame < 10 ? hand(t) : []))

  it('of a whole part makes it appear, of its handedness and without a score', async () => {
    const filled = await edit(gap, fill)
    expect(filled[4]!.parts[0]).toMatchObject({
      ...{ part: 'hand', topology: 'hand', subject: 1, handedness: 'right', score: null },
    })
    const [before, between, after] = [2, 4, 6].map((frame) =>
      numberOf(filled[frame]!, 'hand', 'wrist'),
    )
    expect(between).toBeCloseTo((before! + after!) / 2, 6)
    expect(numberOf(filled[4]!, 'hand', 'wrist', 'visibility')).toBeNaN()
  })

  it('does not make anybody be there before or after they were', async () => {
    expect(labels(await edit(gap, fill)).slice(9)).toEqual(['1 hand', '', ''])
    const other = gap.map((frame) =>
      frame.frame < 4
        ? frame
        : { ...frame, parts: frame.parts.map((part) => ({ ...part, subject: 2 })) },
    )
    expect(labels(await edit(other, fill)).slice(2, 7)).toEqual(['1 hand', '', '', '', '2 hand'])
  })

  it('is also what was hidden before', async () => {
    const hide: EditStep = { kind: 'hide', firstFrame: 7, lastFrame: 8, subject: null, part: null }
    const filled = await edit(gap, hide, fill)
    expect(labels(filled).slice(6, 10)).toEqual(Array(4).fill('1 hand'))
    expect(labels(await edit(gap, fill, hide)).slice(6, 10)).toEqual(['1 hand', '', '', '1 hand'])
  })

  it('of one landmark leaves the visibility that the model gave it', async () => {
    const body = framesOf(3, (t, frame) => {
      const part = movingPart('pose', 0, t)
      if (frame === 1) part.points.fill(NaN, 0, 3)
      return [part]
    })
    const [, filled] = await edit(body, fill)
    expect(numberOf(filled!, 'pose', 'nose', 'visibility')).toBe(0.875)
    expect(numberOf(filled!, 'pose', 'nose')).toBeCloseTo(
      (numberOf(body[0]!, 'pose', 'nose') + numberOf(body[2]!, 'pose', 'nose')) / 2,
      6,
    )
  })
})
