import { compileMeasure } from '../measures/compile'
import type { Measure } from '../measures/measure'
import { builtInMeasures, measuresOf } from '../measures/measures'
import type { OwnMeasure } from '../measures/measure'
import type { Task } from '../tasks'
import { handednessMeaning, rowMeanings, type ColumnMeaning } from './columnMeanings'
import type { MeasureFormat } from './formats'

/** What stands in the columns before the measures of a frame. */
const frameColumns = ['source', 'frame', 'time_s', 'subject', 'detected'] as const

const summaryMeanings: readonly ColumnMeaning[] = [
  { column: 'measure', meaning: 'Name of the measure', unit: null },
  { column: 'unit', meaning: 'Of its numbers; empty where it is a ratio', unit: null },
  { column: 'frames', meaning: 'Frames in which the subject was found', unit: null },
  { column: 'frames_known', meaning: 'Frames in which the measure is known', unit: null },
  ...figure('mean', 'Arithmetic mean'),
  ...figure('standard_deviation', 'Of a sample (n − 1)'),
  ...figure('min', 'The smallest'),
  ...figure('median', 'The middle one'),
  ...figure('max', 'The largest'),
  ...figure('range', 'From the 2.5th to the 97.5th percentile'),
  {
    column: 'repetitions',
    meaning:
      'How often it goes from the lower 30 % of its range into the upper 30 %; 0 for angles with a ' +
      'range under 10°',
    unit: null,
  },
]

function figure(column: string, meaning: string): ColumnMeaning[] {
  return [{ column, meaning, unit: 'that of the measure' }]
}

/** The names of the columns, in order. */
export function measureColumns(
  format: MeasureFormat,
  task: Task,
  measures: readonly Measure[],
): readonly string[] {
  const handedness = task === 'hands' ? ['handedness'] : []
  if (format === 'measures') {
    return [...frameColumns, ...handedness, ...measures.map(({ name }) => name)]
  }
  return ['source', 'subject', ...handedness, ...summaryMeanings.map(({ column }) => column)]
}

/** What each column says; a measure's with its formula. */
export function measureMeanings(
  format: MeasureFormat,
  task: Task,
  own: readonly OwnMeasure[],
): object {
  const handedness = task === 'hands' ? [handednessMeaning] : []
  const rows = rowMeanings.filter(
    ({ column }) => format === 'measures' || column === 'source' || column === 'subject',
  )
  const meanings = new Map(builtInMeasures(task).map(({ name, meaning }) => [name, meaning]))
  const measures = measuresOf(task, own).map(({ name, expression }) => ({
    ...{ [format === 'measures' ? 'column' : 'measure']: name },
    meaning: meanings.get(name) ?? 'A measure of your own',
    unit: compileMeasure(expression, task).unit,
    formula: expression,
  }))
  return format === 'measures'
    ? [...rows, ...handedness, ...measures]
    : [...rows, ...handedness, ...summaryMeanings, ...measures]
}
