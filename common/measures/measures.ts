import type { Task } from '../tasks'
import { bodyMeasures, faceMeasures, handMeasures } from './builtIn'
import { expressionProblem } from './compile'
import type { BuiltInMeasure, Measure, OwnMeasure } from './measure'

/** The measures that the app knows, in the order of their columns. */
export function builtInMeasures(task: Task): readonly BuiltInMeasure[] {
  switch (task) {
    case 'hands':
      return handMeasures('')
    case 'face':
      return faceMeasures
    case 'pose':
      return bodyMeasures
    case 'holistic':
      return [
        ...bodyMeasures,
        ...handMeasures('left_hand_'),
        ...handMeasures('right_hand_'),
        ...faceMeasures,
      ]
  }
}

/** All measures of a task's results: those of the app, then those of people that fit them. */
export function measuresOf(task: Task, own: readonly OwnMeasure[]): readonly Measure[] {
  return [...builtInMeasures(task), ...fittingMeasures(task, own)]
}

/**
 * Those of people's measures whose landmarks a task has, and whose name is not that of one of the
 * app's.
 */
export function fittingMeasures(task: Task, own: readonly OwnMeasure[]): readonly OwnMeasure[] {
  const taken = new Set(builtInMeasures(task).map(({ name }) => name))
  return own.filter(
    ({ name, expression }) => !taken.has(name) && expressionProblem(expression, task) === null,
  )
}
