import { bodyMeasures, faceMeasures, handMeasures } from '../../../common/measures/builtIn'
import type { BuiltInMeasure } from '../../../common/measures/measure'
import type { Task } from '../../../common/tasks'
import { partTitle } from '../../options/wording'

export interface MeasureGroup {
  readonly title: string
  readonly measures: readonly BuiltInMeasure[]
}

/** The measures of the app by what they are measures of. */
export function measureGroups(task: Task): readonly MeasureGroup[] {
  const body = { title: partTitle('pose'), measures: bodyMeasures }
  const face = { title: partTitle('face'), measures: faceMeasures }
  switch (task) {
    case 'hands':
      return [{ title: partTitle('hand'), measures: handMeasures('') }]
    case 'face':
      return [face]
    case 'pose':
      return [body]
    case 'holistic':
      return [
        body,
        { title: partTitle('left_hand'), measures: handMeasures('left_hand_') },
        { title: partTitle('right_hand'), measures: handMeasures('right_hand_') },
        face,
      ]
  }
}

/** The name of a measure in words: `left knee angle`. */
export function measureTitle(name: string): string {
  return name.replaceAll('_', ' ')
}
