import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'

export interface Chart {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly points: readonly Point[]
  /** Vertical lines at what happened, one colour for each kind. */
  readonly marks?: readonly { readonly x: number; readonly colour: string }[]
}

export type Point = readonly [x: number, y: number]

const [widthPx, heightPx] = [1000, 320]
const margin = { left: 80, right: 20, top: 40, bottom: 50 }
const inner = {
  width: widthPx - margin.left - margin.right,
  height: heightPx - margin.top - margin.bottom,
}
const ticks = 5
const roundSteps = [1, 2, 3, 4, 5, 6, 8, 10]

/** Line charts, one below the other, as a PNG. Both axes begin at 0. */
export function drawCharts(charts: readonly Chart[]): Buffer {
  const canvas = createCanvas(widthPx, heightPx * charts.length)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  for (const chart of charts) {
    drawChart(context, chart)
    context.translate(0, heightPx)
  }
  return canvas.toBuffer('image/png')
}

function drawChart(context: SKRSContext2D, chart: Chart): void {
  const [xMax, yMax] = [endOf(chart, 0), endOf(chart, 1)]
  const x = (value: number): number => margin.left + (value / xMax) * inner.width
  const y = (value: number): number => margin.top + (1 - value / yMax) * inner.height
  drawAxes(context, chart, [xMax, yMax])
  for (const mark of chart.marks ?? []) {
    drawLine(context, mark.colour, [
      [x(mark.x), y(0)],
      [x(mark.x), y(yMax)],
    ])
  }
  const line = chart.points.map(([px, py]): Point => [x(px), y(py)])
  drawLine(context, '#1f5fbf', line, 2)
}

function drawAxes(context: SKRSContext2D, chart: Chart, [xMax, yMax]: Point): void {
  const left = margin.left
  const bottom = margin.top + inner.height
  context.font = '14px "DejaVu Sans", Arial, sans-serif'
  context.fillStyle = 'black'
  write(context, chart.title, [left, margin.top / 2], 'left')
  write(context, chart.yLabel, [widthPx - margin.right, margin.top / 2], 'right')
  write(context, chart.xLabel, [left + inner.width / 2, heightPx - 12], 'center')
  for (let tick = 0; tick <= ticks; tick += 1) {
    const x = left + (inner.width * tick) / ticks
    const y = bottom - (inner.height * tick) / ticks
    drawLine(context, '#dddddd', [
      [left, y],
      [left + inner.width, y],
    ])
    write(context, rounded((yMax * tick) / ticks), [left - 8, y], 'right')
    write(context, rounded((xMax * tick) / ticks), [x, bottom + 16], 'center')
  }
}

function drawLine(
  context: SKRSContext2D,
  colour: string,
  points: readonly Point[],
  lineWidth = 1,
): void {
  context.strokeStyle = colour
  context.lineWidth = lineWidth
  context.beginPath()
  for (const [x, y] of points) context.lineTo(x, y)
  context.stroke()
}

function write(
  context: SKRSContext2D,
  text: string,
  [x, y]: Point,
  align: 'left' | 'center' | 'right',
): void {
  context.textAlign = align
  context.textBaseline = 'middle'
  context.fillText(text, x, y)
}

/** The end of an axis: above all points, with ticks at round numbers. */
function endOf({ points }: Chart, axis: 0 | 1): number {
  const largest = points.reduce((most, point) => Math.max(most, point[axis]), 0) || 1
  const magnitude = 10 ** Math.floor(Math.log10(largest / ticks))
  const step = roundSteps.find((round) => round * magnitude * ticks >= largest) ?? 10
  return step * magnitude * ticks
}

function rounded(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en')
}
