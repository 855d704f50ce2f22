import { formatFacts } from '../../common/export/formats'
import type { ExportOptions } from '../../common/export/options'
import type { Settings } from '../../common/settings'
import type { Task } from '../../common/tasks'

/** How landmarks of a task are written: as last chosen, or as CSV where that has no place for them. */
export function exportOptionsFor(
  task: Task,
  { exportFormat, csv }: Pick<Settings, 'exportFormat' | 'csv'>,
): ExportOptions {
  return { format: formatFacts[exportFormat].tasks.includes(task) ? exportFormat : 'csv', csv }
}
