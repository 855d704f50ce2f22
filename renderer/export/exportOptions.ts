import { formatFacts, isMeasureFormat } from '../../common/export/formats'
import type { ExportOptions, LandmarkVersion } from '../../common/export/options'
import type { Settings } from '../../common/settings'
import type { Task } from '../../common/tasks'

/**
 * How landmarks of a task are written: as last chosen, or as CSV where that has no place for them.
 *
 * @param landmarks null where none of them is edited.
 */
export function exportOptionsFor(
  task: Task,
  { exportFormat, csv, ownMeasures }: Pick<Settings, 'exportFormat' | 'csv' | 'ownMeasures'>,
  landmarks: LandmarkVersion | null = null,
): ExportOptions {
  const format = formatFacts[exportFormat].tasks.includes(task) ? exportFormat : 'csv'
  return {
    ...{ format, csv },
    ...(isMeasureFormat(format) && { ownMeasures }),
    ...(landmarks && { landmarks }),
  }
}
