import { csvColumns } from '../../common/export/columns'
import type { CsvShape } from '../../common/export/options'
import type { Task } from '../../common/tasks'
import { countText } from '../quantities'

export const shapeTitles: Readonly<Record<CsvShape, string>> = {
  long: 'Long',
  wide: 'Wide',
}

/** One sentence each: what a row is and who likes it so. */
export const shapeSentences: Readonly<Record<CsvShape, string>> = {
  long: 'A row for each landmark: for R, pandas and plots.',
  wide: 'A row for each frame and subject: for spreadsheets and training data.',
}

const sampleColumns = 9

/** How the header of the file begins. */
export function headerSample(shape: CsvShape, task: Task): string {
  const names = csvColumns(shape, task).map(({ name }) => name)
  return `${names.slice(0, sampleColumns).join(',')},…`
}

/** How many columns the file has. */
export function columnsText(shape: CsvShape, task: Task): string {
  return `${countText(csvColumns(shape, task).length)} columns`
}
