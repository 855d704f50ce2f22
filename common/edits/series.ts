import { landmarkFields, type LandmarkField } from '../landmarks'
import type { EditStep } from './steps'

/** The fields that filters work on, which are the first of a packed landmark. */
export const coordinateFields = [
  'x',
  'y',
  'z',
  'world_x',
  'world_y',
  'world_z',
] as const satisfies readonly LandmarkField[]

export function isCoordinate(field: LandmarkField): boolean {
  return landmarkFields.indexOf(field) < coordinateFields.length
}

/**
 * Changes a series in place: one coordinate of one landmark of one subject, over some frames that
 * follow each other. NaN is unknown. Times are seconds, and rise.
 */
export type SeriesEdit = (timesS: Float64Array, values: Float64Array) => void

/** The steps that work on series; the others work on frames, each by itself. */
const seriesStepKinds = ['fill-gaps', 'butterworth', 'median', 'one-euro'] as const
export type SeriesStep = Extract<EditStep, { kind: (typeof seriesStepKinds)[number] }>
export type FrameStep = Exclude<EditStep, SeriesStep>

export function isSeriesStep(step: EditStep): step is SeriesStep {
  return seriesStepKinds.some((kind) => kind === step.kind)
}
