import { isPersonsHand, landmarksOfPart } from '../../../common/export/partNames'
import { partsOfTask, partTables } from '../../../common/export/parts'
import type { LandmarkField, PartName } from '../../../common/landmarks'
import type { CurveKey, LandmarkCurveKey, MeasureCurveKey } from '../../../common/review'
import type { Task } from '../../../common/tasks'
import { t } from '../../locale'

/** Which number of which landmark. */
export type LandmarkNumber = Pick<LandmarkCurveKey, 'part' | 'landmark' | 'field'>

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
  return { kind: 'landmark', subject, part, landmark: mainLandmarkOf(part), field: 'y' }
}

export function mainLandmarkOf(part: PartName): number {
  return landmarksOfPart(part).indexOf(mainLandmarks[part])
}

export function fieldsOf(part: PartName): readonly LandmarkField[] {
  return partTables[part].fields
}

/** `nose y · subject 0`, `left_knee_angle · subject 0`. */
export function curveTitle(key: CurveKey): string {
  switch (key.kind) {
    case 'landmark':
      return t('review.curve.ofSubject', { title: landmarkTitle(key), subject: key.subject })
    case 'measure':
      return t('review.curve.ofSubject', { title: measureTitle(key), subject: key.subject })
    case 'difference':
      return t('review.curve.difference', { title: key.otherTitle })
  }
}

function landmarkTitle({ part, landmark, field }: LandmarkCurveKey): string {
  const name = landmarksOfPart(part)[landmark] ?? ''
  const side = isPersonsHand(part) ? `${part} ` : ''
  return `${side}${name} ${field}`
}

/** A formula that has no name stands for itself. */
function measureTitle({ name, expression }: MeasureCurveKey): string {
  return name === '' ? expression : name
}
