import type uPlot from 'uplot'
import { sizeText } from '../../quantities'
import { clockText, exactClockText } from '../clockText'
import { limitStyle, type CurveStyle } from './curveStyles'
import { drawLimit } from './drawLimit'
import type { PlotContent } from './plotContent'
import type { PlotColours } from './usePlotColours'

/** Up to this span, the time axis tells seconds. */
const exactSpanS = 10 * 60
const axisWidthPx = 64

/** The columns as uPlot takes them: times in seconds, then the values of each curve. */
export function plotData({ timesMs, curves }: PlotContent): uPlot.AlignedData {
  return [
    timesMs.map((timeMs) => timeMs / 1000),
    ...curves.map(({ valuesBytes }) => [...valuesBytes]),
  ]
}

/**
 * @param content read anew with each drawing, as it changes once a second.
 * @param onCursor hears which column the pointer is at.
 */
export function plotOptions(
  content: () => PlotContent,
  colours: PlotColours,
  size: { readonly width: number; readonly height: number },
  onCursor: (column: number | null) => void,
): uPlot.Options {
  const axis = {
    stroke: colours['--text-muted'],
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
    grid: { stroke: colours['--border'], width: 1 },
    ticks: { show: false },
  } as const
  return {
    ...size,
    legend: { show: false },
    padding: [8, 20, 0, 0],
    cursor: { drag: { x: false, y: false }, y: false },
    scales: {
      x: { range: () => [content().startMs / 1000, content().endMs / 1000] },
      y: { range: () => [0, content().topBytes] },
    },
    axes: [
      { ...axis, size: 24, space: 80, values: (_, splitsS) => splitsS.map(timeLabels(splitsS)) },
      {
        ...axis,
        size: axisWidthPx,
        space: 28,
        values: (_, splits) => splits.map((bytes) => (bytes === 0 ? '0' : sizeText(bytes))),
      },
    ],
    series: [{}, ...content().curves.map(({ style }) => seriesOf(style, colours))],
    hooks: {
      setCursor: [({ cursor }) => onCursor(cursor.idx ?? null)],
      draw: [(plot) => drawLimit(plot, content(), colours[limitStyle.colour])],
    },
  }
}

function seriesOf({ colour, dash }: CurveStyle, colours: PlotColours): uPlot.Series {
  return { stroke: colours[colour], width: 1.5, dash: [...dash], points: { show: false } }
}

function timeLabels(splitsS: readonly number[]): (timeS: number) => string {
  const spanS = (splitsS.at(-1) ?? 0) - (splitsS[0] ?? 0)
  const label = spanS <= exactSpanS ? exactClockText : clockText
  return (timeS) => label(timeS * 1000)
}
