import { describe, expect, it } from 'vitest'
import type { VideoSampling } from '../../../common/tasks'
import { createFrameSampler } from '../../../main/worker/frameSampler'
import { planSegments } from '../../../main/worker/planSegments'

const file = { sizeBytes: 1000, modifiedMs: 1 }
const everyFrame: VideoSampling = { kind: 'every-frame' }

/** A video of `seconds` with a key frame every `keySeconds`. */
function video(seconds: number, keySeconds: number, framesPerSecond = 25) {
  const timesUs = Array.from({ length: seconds * framesPerSecond }, (_, frame) =>
    Math.round((frame * 1e6) / framesPerSecond),
  )
  const isKey = (_: number, frame: number) => frame % (keySeconds * framesPerSecond) === 0
  return { timesUs, keyTimesUs: new Set(timesUs.filter(isKey)) }
}

describe('a long video', () => {
  it('is cut at the first key frame after ten seconds, again and again', () => {
    const segments = planSegments(video(40, 4), everyFrame, file)
    expect(segments.map(({ startUs }) => startUs / 1e6)).toEqual([0, 12, 24])
    expect(segments.map(({ endUs }) => endUs)).toEqual([12_000_000, 24_000_000, null])
    expect(segments.map(({ startFrame, frames }) => [startFrame, frames])).toEqual([
      [0, 300],
      [300, 300],
      [600, 400],
    ])
  })

  it('has each segment warmed up by the second before it, which the one before knows too', () => {
    const [first, second, third] = planSegments(video(40, 4), everyFrame, file)
    expect(first).toMatchObject({ warmUpUs: 0, warmUpFrame: 0, overlapUs: 11_000_000 })
    expect(second).toMatchObject({ warmUpUs: 11_000_000, warmUpFrame: 275, overlapUs: 23_000_000 })
    expect(third).toMatchObject({ warmUpUs: 23_000_000, overlapUs: null })
  })

  it('has no last segment of less than five seconds', () => {
    expect(planSegments(video(24, 1), everyFrame, file)).toHaveLength(2)
    expect(planSegments(video(26, 1), everyFrame, file)).toHaveLength(3)
  })

  it('has longer segments and warm-ups where few frames are tracked', () => {
    const sampling: VideoSampling = { kind: 'rate', framesPerSecond: 2 }
    const [, second] = planSegments(video(120, 1), sampling, file)
    expect(second).toMatchObject({ startUs: 50_000_000, warmUpUs: 47_520_000 })
  })
})

it('a video stays in one piece that is short, or has nowhere to be cut', () => {
  expect(planSegments(video(14, 1), everyFrame, file)).toEqual([])
  expect(planSegments(video(60, 60), everyFrame, file)).toEqual([])
  expect(planSegments({ timesUs: [], keyTimesUs: new Set() }, everyFrame, file)).toEqual([])
})

it.each<VideoSampling>([
  { kind: 'stride', stride: 3 },
  { kind: 'rate', framesPerSecond: 12 },
  { kind: 'rate', framesPerSecond: 9.7 },
])('the segments of a sampled video have the same frames as the whole ($kind)', (sampling) => {
  const { timesUs, keyTimesUs } = video(60, 2)
  const segments = planSegments({ timesUs, keyTimesUs }, sampling, file)
  const sampled = (from: number, to: number, originUs: number) => {
    const isSampled = createFrameSampler(sampling, originUs)
    const frames = Array.from({ length: to - from }, (_, index) => from + index)
    return frames.filter((frame) => isSampled(frame, timesUs[frame]!))
  }
  const inSegments = segments.flatMap(({ warmUpFrame, startFrame, frames, originUs }) =>
    sampled(warmUpFrame, startFrame + frames, originUs).filter((frame) => frame >= startFrame),
  )
  expect(segments.length).toBeGreaterThan(3)
  expect(inSegments).toEqual(sampled(0, timesUs.length, 0))
})
