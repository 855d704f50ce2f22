import { bodyMeasures, faceMeasures, handMeasures } from '../../../common/measures/builtIn'
import type { BuiltInMeasure } from '../../../common/measures/measure'
import type { Task } from '../../../common/tasks'

export interface MeasureGroup {
  readonly title: string
  readonly measures: readonly BuiltInMeasure[]
}

/** The measures of the app by what they are measures of. */
export function measureGroups(task: Task): readonly MeasureGroup[] {
  const body = { title: 'Body', measures: bodyMeasures }
  const face = { title: 'Face', measures: faceMeasures }
  switch (task) {
    case 'hands':
      return [{ title: 'Hand', measures: handMeasures('') }]
    case 'face':
      return [face]
    case 'pose':
      return [body]
    case 'holistic':
      return [
        body,
        { title: 'Left hand', measures: handMeasures('left_hand_') },
        { title: 'Right hand', measures: handMeasures('right_hand_') },
        face,
      ]
  }
}

/** The name of a measure in words: `left knee angle`. */
export function measureTitle(name: string): string {
  return name.replaceAll('_', ' ')
}
