import type { Task } from '../../tasks'
import { markerNames } from './spaceMarkers'
import type { Vector } from './vectors'

/** Where a marker is in a frame; NaN where unknown. */
export type Places = (marker: string) => Vector

/** Finds markers by their names in the positions of `subjectMotion`. */
export function placesOf(task: Task): (positions: Float64Array) => Places {
  const indices = new Map(markerNames(task).map((name, index) => [name, index]))
  return (positions) => (marker) => {
    const at = indices.get(marker)! * 3
    return [positions[at]!, positions[at + 1]!, positions[at + 2]!]
  }
}
