import type { LandmarkField, PartName } from '../landmarks'

/** One landmark of a task's parts. */
export interface LandmarkRef {
  readonly part: PartName
  /** Index of the landmark in its topology. */
  readonly landmark: number
}

/** One number of a landmark through some frames. */
export interface FieldRef extends LandmarkRef {
  readonly field: LandmarkField
}

/**
 * Frames of one subject that follow each other, with a number for each in every series. NaN is
 * unknown.
 */
export interface MeasureBlock {
  readonly timesS: Float64Array
  /** Height of the picture in its widths: y counts heights, x and z count widths. */
  readonly heightInWidths: number
  readonly series: (ref: FieldRef) => Float64Array<ArrayBuffer>
}

/** Names a series in a map. */
export function fieldRefName({ part, landmark, field }: FieldRef): string {
  return `${part} ${landmark} ${field}`
}
