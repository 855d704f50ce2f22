import type { LandmarkField, PartName, TopologyId } from '../landmarks'
import type { EditSurroundings } from './applyEdits'
import { isHidden, isOf, otherSubject } from './frameEdit'
import { isCoordinate, isSeriesStep, type FrameStep, type SeriesStep } from './series'
import { seriesEdit } from './seriesEdit'
import { mirroredLandmarks, otherSide } from './sides'
import type { EditStep, EditSteps } from './steps'
import { placeOf, usualIntervalS, type Moment } from './timeline'

/** One number of one landmark of one subject. */
export interface SeriesKey {
  readonly subject: number
  readonly part: PartName
  readonly topology: TopologyId
  /** Index of the landmark in its topology. */
  readonly landmark: number
  readonly field: LandmarkField
}

/** A series of the whole recording: a number for each moment of the timeline, NaN where unknown. */
export type Series = Float32Array<ArrayBuffer>

/**
 * One series with the steps of an edit applied: the same numbers as `applyEdits` gives, without reading
 * more than the series that come into it. Frames that are trimmed away are NaN.
 *
 * @param readSeries reads a series as it was tracked.
 */
export async function applyEditsToSeries(
  readSeries: (key: SeriesKey) => Promise<Series>,
  key: SeriesKey,
  steps: EditSteps,
  { timeline, pause }: EditSurroundings,
): Promise<Series> {
  const [tracked, ...keysAfterSteps] = keysNeeded(key, steps)
  let series = new Map<string, Series>()
  for (const each of tracked!) series.set(nameOf(each), await readSeries(each))
  for (const [index, keys] of keysAfterSteps.entries()) {
    const edited = new Map<string, Series>()
    for (const each of keys) {
      edited.set(nameOf(each), editSeries(steps[index]!, each, series, timeline))
      await pause()
    }
    series = edited
  }
  return series.get(nameOf(key))!
}

/** Which series come into one: as they were tracked, then after each of the steps. */
function keysNeeded(key: SeriesKey, steps: EditSteps): readonly (readonly SeriesKey[])[] {
  const levels = [[key]]
  for (const step of steps.toReversed()) {
    const keys = levels[0]!.flatMap((each) => {
      const origin = isSeriesStep(step) ? null : originInSpan(step, each)
      return origin === null ? [each] : [each, origin]
    })
    levels.unshift([...new Map(keys.map((each) => [nameOf(each), each])).values()])
  }
  return levels
}

function nameOf({ subject, part, landmark, field }: SeriesKey): string {
  return `${subject} ${part} ${landmark} ${field}`
}

function editSeries(
  step: EditStep,
  key: SeriesKey,
  series: ReadonlyMap<string, Series>,
  timeline: readonly Moment[],
): Series {
  const own = series.get(nameOf(key))!
  if (isSeriesStep(step)) return isCoordinate(key.field) ? filter(step, own, timeline) : own
  const origin = originInSpan(step, key)
  const inSpan = origin && series.get(nameOf(origin))!
  const [start, end] = [placeOf(timeline, step.firstFrame), placeOf(timeline, step.lastFrame + 1)]
  const edited = step.kind === 'trim' ? new Float32Array(own.length).fill(NaN) : own.slice()
  return inSpan ? copied(inSpan, edited, start, end) : edited.fill(NaN, start, end)
}

function copied(from: Series, to: Series, start: number, end: number): Series {
  to.set(from.subarray(start, end), start)
  return to
}

function filter(step: SeriesStep, series: Series, timeline: readonly Moment[]): Series {
  const values = Float64Array.from(series)
  const timesS = Float64Array.from(timeline, ({ timestampUs }) => timestampUs / 1e6)
  seriesEdit(step, usualIntervalS(timeline))(timesS, values)
  return Float32Array.from(values)
}

/** Where a number comes from inside a step's span; null: it is hidden. */
function originInSpan(step: FrameStep, key: SeriesKey): SeriesKey | null {
  switch (step.kind) {
    case 'trim':
      return key
    case 'hide':
      return isHidden(step, key) ? null : key
    case 'swap-sides':
      return isOf(step.subject, key) ? otherSided(key) : key
    case 'swap-subjects':
      return { ...key, subject: otherSubject(step, key.subject) }
  }
}

function otherSided(key: SeriesKey): SeriesKey {
  const landmark = mirroredLandmarks[key.topology][key.landmark]!
  return { ...key, part: otherSide(key.part), landmark }
}
