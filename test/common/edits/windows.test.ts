import { describe, expect, it } from 'vitest'
import { applyEdits, applyEditsToRange } from '../../../common/edits/applyEdits'
import { applyEditsToSeries, type SeriesKey } from '../../../common/edits/applyEditsToSeries'
import { editFrame } from '../../../common/edits/frameEdit'
import { editWindow } from '../../../common/edits/editWindow'
import { framesNeeded } from '../../../common/edits/framesNeeded'
import { isSeriesStep } from '../../../common/edits/series'
import { seriesEdit } from '../../../common/edits/seriesEdit'
import type { EditStep, EditSteps } from '../../../common/edits/steps'
import { usualIntervalS } from '../../../common/edits/timeline'
import { partTables } from '../../../common/export/parts'
import { landmarkFields, landmarkStride, type FrameLandmarks } from '../../../common/landmarks'
import { gathered, livelyRecording, streamed, surroundingsOf } from './recordings'

const filters: readonly EditStep[] = [
  { kind: 'fill-gaps', method: 'linear', longestMs: 300 },
  { kind: 'fill-gaps', method: 'spline', longestMs: 20_000 },
  { kind: 'median', frames: 11 },
  { kind: 'butterworth', cutoffHz: 6, order: 2 },
  { kind: 'butterworth', cutoffHz: 0.8, order: 4 },
  { kind: 'butterworth', cutoffHz: 13, order: 4 },
  { kind: 'one-euro', minCutoffHz: 2, beta: 20 },
  { kind: 'one-euro', minCutoffHz: 0.7, beta: 0 },
  { kind: 'one-euro', minCutoffHz: 0.2, beta: 100 },
]

const manySteps: EditSteps = [
  { kind: 'trim', firstFrame: 60, lastFrame: 980 },
  { kind: 'swap-sides', firstFrame: 300, lastFrame: 700, subject: 0 },
  { kind: 'swap-subjects', firstFrame: 500, lastFrame: 640, subjects: [0, 1] },
  { kind: 'hide', firstFrame: 400, lastFrame: 404, subject: null, part: null },
  { kind: 'hide', firstFrame: 650, lastFrame: 900, subject: 1, part: 'left_hand' },
  { kind: 'fill-gaps', method: 'spline', longestMs: 400 },
  { kind: 'median', frames: 3 },
  { kind: 'swap-sides', firstFrame: 800, lastFrame: 1000, subject: null },
  { kind: 'butterworth', cutoffHz: 5, order: 2 },
]

/** Every step over the whole recording at once: what windows and ranges must be equal to. */
async function editedAtOnce(frames: readonly FrameLandmarks[], steps: EditSteps) {
  const intervalS = usualIntervalS(frames)
  let all = [...frames]
  for (const step of steps) {
    all = isSeriesStep(step)
      ? await editWindow(all, [0, all.length], seriesEdit(step, intervalS), () => Promise.resolve())
      : all.flatMap((frame) => editFrame(step, frame) ?? [])
  }
  return all
}

/** The largest difference of two recordings; infinite where one of both does not know a number. */
function compare(some: readonly FrameLandmarks[], others: readonly FrameLandmarks[]): number {
  const labels = (frames: readonly FrameLandmarks[]): string =>
    JSON.stringify(frames, (name, value: unknown) => (name === 'points' ? undefined : value))
  expect(labels(some)).toBe(labels(others))
  const [one, other] = [some, others].map((frames) => frames.flatMap(({ parts }) => parts))
  return one!.reduce((largest, { points }, index) => {
    const differences = points.map((value, at) => difference(value, other![index]!.points[at]!))
    return differences.reduce((most, each) => Math.max(most, each), largest)
  }, 0)
}

function difference(one: number, other: number): number {
  if (Number.isNaN(one) && Number.isNaN(other)) return 0
  return Number.isNaN(one - other) ? Infinity : Math.abs(one - other)
}

/** The distance of two neighbouring 32-bit floats below 1. */
const float32Step = 2 ** -24

const recording = livelyRecording(['hand'], { subjects: 1, frames: 1000, seed: 7 })
const people = livelyRecording(['pose', 'left_hand', 'right_hand'], {
  ...{ subjects: 2, frames: 900, seed: 3 },
})

describe('windows', () => {
  it.each(filters)('give what the whole recording at once gives: %o', async (step) => {
    const surroundings = surroundingsOf(recording)
    const inWindows = await gathered(applyEdits(streamed(recording), [step], surroundings))
    const atOnce = await editedAtOnce(recording, [step])
    expect(compare(inWindows, atOnce)).toBeLessThanOrEqual(2 * float32Step)
    for (const firstFrame of [0, 440, 530, 1080]) {
      const range = { firstFrame, lastFrame: firstFrame + 40 }
      const inRange = await gathered(
        applyEditsToRange(reading(recording), range, [step], surroundings),
      )
      const expected = atOnce.filter(({ frame }) => frame >= firstFrame && frame <= range.lastFrame)
      expect(compare(inRange, expected)).toBeLessThanOrEqual(2 * float32Step)
    }
  })

  it('of many steps one after the other give the same too, as do ranges and single series', async () => {
    const surroundings = surroundingsOf(people)
    const atOnce = await editedAtOnce(people, manySteps)
    const inWindows = await gathered(applyEdits(streamed(people), manySteps, surroundings))
    expect(compare(inWindows, atOnce)).toBeLessThanOrEqual(2 * float32Step)
    const range = { firstFrame: 395, lastFrame: 520 }
    const inRange = await gathered(
      applyEditsToRange(reading(people), range, manySteps, surroundings),
    )
    const expected = atOnce.filter(({ frame }) => frame >= 395 && frame <= 520)
    expect(compare(inRange, expected)).toBeLessThanOrEqual(2 * float32Step)
    for (const [part, landmark] of [
      ['left_hand', 8],
      ['pose', 15],
    ] as const) {
      const topology = partTables[part].topology
      const key: SeriesKey = { subject: 1, part, topology, landmark, field: 'x' }
      const read = (key: SeriesKey) => Promise.resolve(seriesOf(people, people, key))
      const series = await applyEditsToSeries(read, key, manySteps, surroundings)
      expect(series).toEqual(seriesOf(people, atOnce, key))
    }
  })

  it('read only what the steps look at', () => {
    const timeline = Array.from({ length: 9000 }, (_, frame) => ({
      ...{ frame, timestampUs: Math.round((frame * 1e6) / 30) },
    }))
    const range = { firstFrame: 4000, lastFrame: 4009 }
    const around = (step: EditStep): number[] => {
      const { firstFrame, lastFrame } = framesNeeded(timeline, range, [step], 1 / 30)
      return [4000 - firstFrame, lastFrame - 4009]
    }
    expect(filters.map(around)).toEqual([
      ...[
        [9, 9],
        [600, 600],
        [5, 5],
      ],
      ...[
        [27, 27],
        [324, 324],
        [163, 163],
      ],
      ...[
        [122, 0],
        [169, 0],
        [562, 0],
      ],
    ])
  })
})

function reading(frames: readonly FrameLandmarks[]) {
  return ({ firstFrame, lastFrame }: { firstFrame: number; lastFrame: number }) =>
    streamed(frames.filter(({ frame }) => frame >= firstFrame && frame <= lastFrame))
}

/** A series of some frames, at the moments of a timeline. */
function seriesOf(
  timeline: readonly FrameLandmarks[],
  frames: readonly FrameLandmarks[],
  { subject, part, landmark, field }: SeriesKey,
) {
  const at = landmark * landmarkStride + landmarkFields.indexOf(field)
  const byFrame = new Map(frames.map(({ frame, parts }) => [frame, parts]))
  return Float32Array.from(timeline, ({ frame }) => {
    const own = byFrame.get(frame)?.find((each) => each.part === part && each.subject === subject)
    return own?.points[at] ?? NaN
  })
}
