import { fieldRefName, type FieldRef } from '../../common/measures/block'
import type { CompiledMeasure } from '../../common/measures/compile'
import type { Numbers } from '../../common/measures/values'
import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type Handedness,
} from '../../common/landmarks'

/** Frames that follow each other, with the measures of everybody who is in them. */
export interface MeasuredFrames {
  readonly frames: readonly FrameLandmarks[]
  /** In the order of their numbers. */
  readonly subjects: readonly MeasuredSubject[]
}

export interface MeasuredSubject {
  readonly subject: number
  /** Whether the subject is in each of the frames. */
  readonly isFound: readonly boolean[]
  /** Of a subject that is a hand; null elsewhere. */
  readonly handedness: readonly (Handedness | null)[]
  /** Of each measure a number for each of the frames; NaN is unknown. */
  readonly values: readonly Numbers[]
}

/** Quickly calculated, so that main is never late. */
const framesPerBlock = 128

/**
 * Calculates measures block by block; a block knows the frames around it that a derivative needs, so
 * that its numbers are those of the whole.
 */
export async function* measureFrames(
  frames: AsyncIterable<FrameLandmarks>,
  measures: readonly CompiledMeasure[],
  heightInWidths: number,
): AsyncGenerator<MeasuredFrames> {
  const reach = Math.max(0, ...measures.map(({ reachFrames }) => reachFrames))
  const measure = (from: number, to: number): MeasuredFrames =>
    measureWindow(window, { from, to }, measures, heightInWidths)
  /** The frames in work, and so many before and after them as they need. */
  let window: FrameLandmarks[] = []
  let from = 0
  for await (const frame of frames) {
    window.push(frame)
    const to = from + framesPerBlock
    if (window.length < to + reach) continue
    yield measure(from, to)
    const dropped = Math.max(0, to - reach)
    window = window.slice(dropped)
    from = to - dropped
  }
  if (from < window.length) yield measure(from, window.length)
}

function measureWindow(
  window: readonly FrameLandmarks[],
  { from, to }: { readonly from: number; readonly to: number },
  measures: readonly CompiledMeasure[],
  heightInWidths: number,
): MeasuredFrames {
  const timesS = Float64Array.from(window, ({ timestampUs }) => timestampUs / 1e6)
  const needs = measures.flatMap(({ needs }) => needs)
  const frames = window.slice(from, to)
  const numbers = frames.flatMap(({ parts }) => parts.map(({ subject }) => subject))
  const subjects = [...new Set(numbers)].sort((a, b) => a - b)
  return {
    frames,
    subjects: subjects.map((subject) => {
      const series = gatherSeries(window, subject, needs)
      const block = {
        ...{ timesS, heightInWidths },
        series: (ref: FieldRef) => series.get(fieldRefName(ref))!,
      }
      const own = frames.map(({ parts }) => parts.find((part) => part.subject === subject))
      return {
        subject,
        isFound: own.map((part) => part !== undefined),
        handedness: own.map((part) => part?.handedness ?? null),
        values: measures.map(({ evaluate }) => evaluate(block).subarray(from, to)),
      }
    }),
  }
}

/** The series of a subject, by their names. */
function gatherSeries(
  window: readonly FrameLandmarks[],
  subject: number,
  needs: readonly FieldRef[],
): ReadonlyMap<string, Numbers> {
  const refs = new Map(needs.map((need) => [fieldRefName(need), need]))
  const series = new Map<string, Numbers>()
  for (const [name, { part, landmark, field }] of refs) {
    const numbers = new Float64Array(window.length).fill(NaN)
    const at = landmark * landmarkStride + landmarkFields.indexOf(field)
    for (const [frame, { parts }] of window.entries()) {
      const own = parts.find((each) => each.subject === subject && each.part === part)
      if (own) numbers[frame] = own.points[at]!
    }
    series.set(name, numbers)
  }
  return series
}
