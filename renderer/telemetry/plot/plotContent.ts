import { processRoles, type CurveName, type TelemetryHistory } from '../../../common/telemetry'
import { firstAtOrAfter } from '../../stores/telemetryHistory'
import { processTitle } from '../wording'
import { t } from '../../locale'
import { curveStyle, totalStyle, type CurveStyle } from './curveStyles'

/** A line of a plot: a value, or null, for each time of the plot. */
export interface PlotCurve {
  readonly title: string
  readonly style: CurveStyle
  readonly valuesBytes: readonly (number | null)[]
}

/** All that a plot shows. */
export interface PlotContent {
  readonly startMs: number
  readonly endMs: number
  readonly timesMs: readonly number[]
  readonly curves: readonly PlotCurve[]
  readonly limitBytes: number | null
  /** A limit far above the curves is told in words, as drawing it would flatten them. */
  readonly showsLimit: boolean
  readonly topBytes: number
}

const smallestTopBytes = 50_000_000
const headroom = 1.1
/** The share of the limit from which on it is drawn. */
const nearLimit = 0.25

/** The newest part of the history, with one column before it, where the curves come from. */
export function newestPart(history: TelemetryHistory, rangeMs: number): TelemetryHistory {
  const endMs = history.timesMs.at(-1) ?? 0
  const from = Math.max(0, firstAtOrAfter(history.timesMs, endMs - rangeMs) - 1)
  return {
    ...history,
    timesMs: history.timesMs.slice(from),
    curves: history.curves
      .map((curve) => ({ ...curve, rssBytes: curve.rssBytes.slice(from) }))
      .filter(({ rssBytes }) => rssBytes.some((value) => value !== null)),
  }
}

/** A curve for each process: main, the page, then the workers in their order. */
export function processCurves(history: TelemetryHistory): readonly PlotCurve[] {
  return history.curves.toSorted(byProcess).map((curve) => ({
    title: processTitle(curve),
    style: curveStyle(curve),
    valuesBytes: curve.rssBytes,
  }))
}

/** The sum of all processes. */
export function totalCurve({ timesMs, curves }: TelemetryHistory): PlotCurve {
  return {
    title: t('telemetry.memory.wholeApp'),
    style: totalStyle,
    valuesBytes: timesMs.map((_, column) =>
      curves.reduce((sum, { rssBytes }) => sum + (rssBytes[column] ?? 0), 0),
    ),
  }
}

/** A plot of these curves over the newest part of the history. */
export function plotContent(
  timesMs: readonly number[],
  curves: readonly PlotCurve[],
  limitBytes: number | null,
  rangeMs: number,
): PlotContent {
  const endMs = timesMs.at(-1) ?? 0
  const largestBytes = curves.reduce(
    (largest, { valuesBytes }) =>
      valuesBytes.reduce<number>((most, value) => Math.max(most, value ?? 0), largest),
    smallestTopBytes,
  )
  const showsLimit = limitBytes !== null && largestBytes >= limitBytes * nearLimit
  const topBytes = headroom * Math.max(largestBytes, showsLimit ? limitBytes : 0)
  return { startMs: endMs - rangeMs, endMs, timesMs, curves, limitBytes, showsLimit, topBytes }
}

function byProcess(a: CurveName, b: CurveName): number {
  return (
    processRoles.indexOf(a.role) - processRoles.indexOf(b.role) || (a.worker ?? 0) - (b.worker ?? 0)
  )
}
