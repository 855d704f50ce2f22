import type { CurveName } from '../../../common/telemetry'

/** Custom properties of styles/tokens.css that a plot is drawn with. */
export const plotColours = [
  '--curve-main',
  '--curve-page',
  '--curve-worker-1',
  '--curve-worker-2',
  '--curve-worker-3',
  '--curve-worker-4',
  '--curve-worker-5',
  '--accent',
  '--failed',
  '--refused',
  '--border',
  '--text-muted',
] as const
export type PlotColour = (typeof plotColours)[number]

/** How a curve is drawn, on the plot and beside its name. */
export interface CurveStyle {
  readonly colour: PlotColour
  /** Lengths of dashes and gaps in pixels; empty for a line without gaps. */
  readonly dash: readonly number[]
}

export const limitStyle: CurveStyle = { colour: '--failed', dash: [7, 5] }
export const totalStyle: CurveStyle = { colour: '--accent', dash: [] }

const workerColours = [
  '--curve-worker-1',
  '--curve-worker-2',
  '--curve-worker-3',
  '--curve-worker-4',
  '--curve-worker-5',
] as const
/** They come round at another pace than colours: who sees no colours tells neighbours apart too. */
const workerDashes = [[], [2, 3], [10, 3, 2, 3]] as const

const pageDash = [4, 2]
const serviceDash = [1, 4]
const remoteDash = [6, 2, 1, 2]

/** The same process always looks the same. */
export function curveStyle({ role, worker }: CurveName): CurveStyle {
  switch (role) {
    case 'main':
      return { colour: '--curve-main', dash: [] }
    case 'page':
      return { colour: '--curve-page', dash: pageDash }
    case 'worker':
      return workerStyle(worker ?? 0)
    case 'service':
      return { ...workerStyle(worker ?? 0), dash: serviceDash }
    case 'remote':
      return { ...workerStyle(worker ?? 0), dash: remoteDash }
  }
}

function workerStyle(worker: number): CurveStyle {
  return {
    colour: workerColours[worker % workerColours.length] ?? '--curve-worker-1',
    dash: workerDashes[worker % workerDashes.length] ?? [],
  }
}
