import { csvColumns } from '../../common/export/columns'
import type { CsvShape } from '../../common/export/options'
import type { Task } from '../../common/tasks'
import { countText } from '../quantities'
import { t } from '../locale'

/** What a row is, who likes it so, and how many columns the file has. */
export function shapeSentence(shape: CsvShape, task: Task): string {
  const columns = countText(csvColumns(shape, task).length)
  return t(`exporting.shapeSentence.${shape}`, { columns })
}

const sampleColumns = 9

/** How the header of the file begins. */
export function headerSample(shape: CsvShape, task: Task): string {
  const names = csvColumns(shape, task).map(({ name }) => name)
  return `${names.slice(0, sampleColumns).join(',')},…`
}
