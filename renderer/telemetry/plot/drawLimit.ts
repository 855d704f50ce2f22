import type uPlot from 'uplot'
import { limitStyle } from './curveStyles'
import type { PlotContent } from './plotContent'

/** Draws the limit from edge to edge, also where there is no sample. */
export function drawLimit(plot: uPlot, content: PlotContent, colour: string): void {
  if (content.limitBytes === null || !content.showsLimit) return
  const { ctx, bbox } = plot
  const y = plot.valToPos(content.limitBytes, 'y', true)
  ctx.save()
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.5 * devicePixelRatio
  ctx.setLineDash(limitStyle.dash.map((lengthPx) => lengthPx * devicePixelRatio))
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.restore()
}
