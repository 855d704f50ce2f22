import {
  curveRssBytes,
  isSameCurve,
  type CurveName,
  type TelemetryEvent,
  type TelemetryHistory,
  type TelemetrySample,
} from '../../common/telemetry'

const keptMs = 24 * 60 * 60 * 1000
const mostEvents = 500

export const emptyHistory: TelemetryHistory = { timesMs: [], curves: [], events: [] }

/** Adds a sample as the newest column and drops what is older than a day. */
export function withSample(history: TelemetryHistory, sample: TelemetrySample): TelemetryHistory {
  const newestMs = history.timesMs.at(-1) ?? -Infinity
  if (sample.timeMs <= newestMs) return history
  const from = firstAtOrAfter(history.timesMs, sample.timeMs - keptMs)
  const kept = history.timesMs.slice(from)
  const known = history.curves.map((curve) => ({
    ...curve,
    rssBytes: [...curve.rssBytes.slice(from), curveRssBytes(sample, curve)],
  }))
  const fresh = newCurves(history, sample).map((name) => ({
    ...name,
    rssBytes: [...kept.map(() => null), curveRssBytes(sample, name)],
  }))
  return { ...history, timesMs: [...kept, sample.timeMs], curves: [...known, ...fresh] }
}

/** Adds an event as the newest, unless it is there already. */
export function withEvent(history: TelemetryHistory, event: TelemetryEvent): TelemetryHistory {
  if (history.events.some((known) => isSameEvent(known, event))) return history
  return { ...history, events: [...history.events, event].slice(-mostEvents) }
}

/** Index of the first of these rising times that is not before a moment. */
export function firstAtOrAfter(timesMs: readonly number[], momentMs: number): number {
  const index = timesMs.findIndex((timeMs) => timeMs >= momentMs)
  return index === -1 ? timesMs.length : index
}

function newCurves(history: TelemetryHistory, sample: TelemetrySample): readonly CurveName[] {
  const names = sample.processes.map(({ role, worker }) => ({ role, worker }))
  return names.filter(
    (name, index) =>
      !history.curves.some((curve) => isSameCurve(curve, name)) &&
      names.findIndex((other) => isSameCurve(other, name)) === index,
  )
}

function isSameEvent(a: TelemetryEvent, b: TelemetryEvent): boolean {
  return (
    a.timeMs === b.timeMs &&
    a.kind === b.kind &&
    a.worker === b.worker &&
    a.processId === b.processId
  )
}
