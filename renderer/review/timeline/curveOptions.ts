import type uPlot from 'uplot'
import type { PlotColours } from '../../telemetry/plot/usePlotColours'
import { momentText } from '../../quantities'

export interface CurveOptions {
  readonly title: string
  readonly colours: PlotColours
  readonly size: { readonly width: number; readonly height: number }
  readonly isEdited: boolean
  /** In seconds; null is all. */
  readonly range: () => readonly [number, number] | null
  readonly onDrawn: () => void
  readonly onSeek: (timeS: number) => void
  readonly onRange: (range: readonly [number, number] | null) => void
}

const axisWidthPx = 56
const zoomStep = 0.8

/** A curve over time that is zoomed by the wheel, and whose place is chosen by a click. */
export function curveOptions(options: CurveOptions): uPlot.Options {
  const { colours, size, isEdited, range, onDrawn, onSeek, onRange } = options
  const axis = {
    stroke: colours['--text-muted'],
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
    grid: { stroke: colours['--border'], width: 1 },
    ticks: { show: false },
  } as const
  const line = { stroke: colours['--accent'], width: 1.5, points: { show: false } } as const
  const behind = { ...line, stroke: colours['--text-muted'], width: 1, alpha: 0.6 }
  return {
    ...size,
    legend: { show: false },
    padding: [6, 8, 0, 0],
    cursor: { drag: { x: false, y: false }, y: false },
    scales: { x: { time: false, range: (_, min, max) => [...(range() ?? [min, max])] } },
    axes: [
      {
        ...axis,
        size: 22,
        space: 90,
        values: (_, splits) => splits.map((s) => momentText(s * 1e6)),
      },
      { ...axis, size: axisWidthPx, space: 24 },
    ],
    series: [{}, ...(isEdited ? [behind, line] : [line])],
    hooks: {
      draw: [onDrawn],
      ready: [
        (plot) => {
          plot.over.addEventListener('pointerdown', () =>
            onSeek(plot.posToVal(plot.cursor.left ?? 0, 'x')),
          )
          plot.over.addEventListener('wheel', (event) => zoom(plot, event, onRange))
        },
      ],
    },
  }
}

/** Around the pointer; all the way out is all. */
function zoom(plot: uPlot, event: WheelEvent, onRange: CurveOptions['onRange']): void {
  event.preventDefault()
  const times = plot.data[0]
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0]
  const [min, max] = [plot.scales.x?.min ?? first, plot.scales.x?.max ?? last]
  const at = plot.posToVal(plot.cursor.left ?? 0, 'x')
  const factor = event.deltaY < 0 ? zoomStep : 1 / zoomStep
  const from = Math.max(first, at - (at - min) * factor)
  const to = Math.min(last, at + (max - at) * factor)
  onRange(from <= first && to >= last ? null : [from, to])
}
