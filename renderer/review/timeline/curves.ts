import { isPersonsHand, landmarksOfPart } from '../../../common/export/partNames'
import { partsOfTask, partTables } from '../../../common/export/parts'
import type { LandmarkField, PartName } from '../../../common/landmarks'
import type { CurveKey } from '../../../common/review'
import type { Task } from '../../../common/tasks'

/** The landmark that says most of where a part is. */
const mainLandmarks: Readonly<Record<PartName, string>> = {
  pose: 'nose',
  left_hand: 'wrist',
  right_hand: 'wrist',
  face: 'face_001',
  hand: 'wrist',
}

/** The curve that a review begins with: how high the main landmark is. */
export function firstCurve(task: Task, subject: number): CurveKey {
  const part = partsOfTask[task][0]!
  return { subject, part, landmark: mainLandmarkOf(part), field: 'y' }
}

export function mainLandmarkOf(part: PartName): number {
  return landmarksOfPart(part).indexOf(mainLandmarks[part])
}

export function fieldsOf(part: PartName): readonly LandmarkField[] {
  return partTables[part].fields
}

/** `nose y`, where there are several people `nose y of 1`. */
export function curveTitle({ subject, part, landmark, field }: CurveKey): string {
  const name = landmarksOfPart(part)[landmark] ?? ''
  const side = isPersonsHand(part) ? `${part} ` : ''
  return `${side}${name} ${field} · subject ${subject}`
}
