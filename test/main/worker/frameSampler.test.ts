import { expect, it } from 'vitest'
import type { VideoSampling } from '../../../common/tasks'
import { createFrameSampler } from '../../../main/worker/frameSampler'

/** Indices of the frames that are tracked. */
function tracked(sampling: VideoSampling, timestampsUs: readonly number[]): number[] {
  const isSampled = createFrameSampler(sampling, timestampsUs[0] ?? 0)
  return timestampsUs.flatMap((timestampUs, frame) => (isSampled(frame, timestampUs) ? frame : []))
}

const at30 = Array.from({ length: 31 }, (_, frame) => Math.round((frame * 1e6) / 30))

it('every frame means every frame', () => {
  expect(tracked({ kind: 'every-frame' }, [0, 5, 9])).toEqual([0, 1, 2])
})

it('a stride takes one frame in so many', () => {
  expect(tracked({ kind: 'stride', stride: 3 }, at30.slice(0, 8))).toEqual([0, 3, 6])
})

it('a rate that divides the video takes frames at even distances', () => {
  expect(tracked({ kind: 'rate', framesPerSecond: 10 }, at30.slice(0, 10))).toEqual([0, 3, 6, 9])
})

it('a rate that does not divide the video is met on the whole', () => {
  expect(tracked({ kind: 'rate', framesPerSecond: 12 }, at30)).toEqual([
    0, 3, 5, 8, 10, 13, 15, 18, 20, 23, 25, 28, 30,
  ])
})

it('a rate above that of the video takes every frame', () => {
  expect(tracked({ kind: 'rate', framesPerSecond: 120 }, at30)).toHaveLength(31)
})

it('a rate goes by timestamps where they are irregular', () => {
  const timestampsUs = [500_000, 510_000, 700_000, 760_000, 1_900_000, 1_990_000]
  expect(tracked({ kind: 'rate', framesPerSecond: 5 }, timestampsUs)).toEqual([0, 2, 4])
})
