import { median } from '../figures'
import { judged, megabytes, percent, told, type Row } from '../verdicts'
import type { MemoryCurve } from '../memoryCurve'
import type { MemoryFigures } from './memory'
import type { RecordingFigures } from './recording'
import type { TrackingFigures } from './tracking'

/** What was measured; null where it was left out. */
export interface LiveReport {
  readonly firstLandmarksSeconds: readonly number[] | null
  readonly optionChangeSeconds: readonly number[] | null
  readonly tracking: readonly TrackingFigures[]
  readonly memory: MemoryFigures | null
  readonly recording: RecordingFigures | null
}

/** Lines of the printed table, its head first. */
export function rowsOf(report: LiveReport): Row[] {
  const { firstLandmarksSeconds, optionChangeSeconds, tracking, memory, recording } = report
  return [
    ['', 'measured', 'target', ''],
    ...(firstLandmarksSeconds
      ? [secondsRow('first landmarks, warm', firstLandmarksSeconds, 3)]
      : []),
    ...(optionChangeSeconds ? [secondsRow('an option changed', optionChangeSeconds, 1)] : []),
    ...tracking.flatMap(trackingRows),
    ...(memory ? memoryRows(memory) : []),
    ...(recording ? [recordingRow(recording)] : []),
  ]
}

function secondsRow(name: string, seconds: readonly number[], most: number): Row {
  const measured = median(seconds)
  return judged(name, `${measured.toFixed(2)} s`, `${most} s`, measured <= most)
}

function trackingRows(figures: TrackingFigures): Row[] {
  const { task, animationFramesPerSecond, longTasks, longestTaskMs } = figures
  const { inferenceMs, latencyMs, framesInPerSecond, trackedPerSecond, dropped } = figures
  const leastFrames = figures.runsOn === 'graphics card' ? 60 : 30
  const mostLatencyMs = inferenceMs.median * 1.5
  return [
    judged(
      `${task}: animation frames/s`,
      animationFramesPerSecond.toFixed(1),
      `>= ${leastFrames}`,
      // A screen of 60 Hz has 59.9 as well.
      Math.round(animationFramesPerSecond) >= leastFrames,
    ),
    judged(
      `${task}: tasks over 50 ms, longest`,
      `${longTasks}, ${longestTaskMs.toFixed(0)} ms`,
      '0',
      longTasks === 0,
    ),
    told(`${task}: inference, p95, on the ${figures.runsOn}`, milliseconds(inferenceMs)),
    judged(
      `${task}: latency, p95`,
      milliseconds(latencyMs),
      `<= ${mostLatencyMs.toFixed(0)} ms`,
      latencyMs.median <= mostLatencyMs,
    ),
    told(
      `${task}: frames/s in, tracked; dropped`,
      `${framesInPerSecond}, ${trackedPerSecond}; ${dropped}`,
    ),
  ]
}

function memoryRows({ minutes, page, app, trackedPerSecond }: MemoryFigures): Row[] {
  const growthRow = (name: string, { growth, minBytes, maxBytes }: MemoryCurve): Row =>
    judged(
      `memory of ${name} in ${minutes} min; min to max`,
      `${percent(growth)}; ${megabytes(minBytes)} to ${megabytes(maxBytes)} MB`,
      '< 5 %',
      growth < 0.05,
    )
  return [
    growthRow('the page', page),
    growthRow('the app', app),
    told('tracked frames/s after that', `${trackedPerSecond}`),
  ]
}

function recordingRow(figures: RecordingFigures): Row {
  const { minutes, tracked, mostUnseen, saved, exported } = figures
  return judged(
    `recording of ${minutes} min: frames tracked, saved, in the CSV`,
    `${tracked}, ${saved}, ${exported}`,
    'none lost',
    saved >= tracked && saved <= tracked + mostUnseen && exported === saved,
  )
}

function milliseconds({ median, p95 }: TrackingFigures['latencyMs']): string {
  return `${median.toFixed(0)}, ${p95.toFixed(0)} ms`
}
