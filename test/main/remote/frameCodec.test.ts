import { expect, it } from 'vitest'
import type { FrameLandmarks } from '../../../common/landmarks'
import { cutFrames, packFrames, unpackFrames } from '../../../main/remote/frameCodec'

const part = { part: 'hand', topology: 'hand', handedness: 'left', score: 0.5 } as const
const frames: readonly FrameLandmarks[] = [
  { frame: 0, timestampUs: 0, parts: [] },
  {
    ...{ frame: 1, timestampUs: 40_000 },
    parts: [
      { ...part, subject: 0, points: new Float32Array([1.5, NaN, -3]) },
      { ...part, subject: 1, points: new Float32Array([0.1]) },
    ],
  },
]

it('frames come out of Redis as they went in, unknown numbers too', () => {
  const { heads, bytes } = packFrames(frames)
  const received = JSON.parse(JSON.stringify(heads)) as typeof heads
  // A piece of an answer begins anywhere, where no float may begin.
  const shifted = Buffer.concat([Buffer.alloc(1), bytes]).subarray(1)
  expect(unpackFrames({ heads: received, bytes: shifted })).toEqual(frames)
})

it('frames with too few or too many numbers are refused', () => {
  const { heads, bytes } = packFrames(frames)
  const longer = Buffer.concat([bytes, Buffer.alloc(4)])
  expect(() => unpackFrames({ heads, bytes: longer })).toThrow('do not fit their frames')
  expect(() => unpackFrames({ heads, bytes: bytes.subarray(4) })).toThrow('do not fit their frames')
})

it('frames are cut where they become too many bytes, and stay in order', () => {
  const numbers = (mostBytes: number): number[][] =>
    cutFrames(frames, mostBytes).map((some) => some.map(({ frame }) => frame))
  expect([numbers(16), numbers(15)]).toEqual([[[0, 1]], [[0], [1]]])
})
