import { formatFacts, type ExportFormat } from '../../common/export/formats'
import type { Task } from '../../common/tasks'
import { taskTitle } from '../options/wording'
import { t } from '../locale'

/** Whether a format has a place for the landmarks of a task. */
export function isPossible(format: ExportFormat, task: Task): boolean {
  return formatFacts[format].tasks.includes(task)
}

/** One sentence: what opens it or, where it cannot be chosen, for which tasks it is. */
export function formatSentence(format: ExportFormat, task: Task): string {
  if (isPossible(format, task)) return t(`exporting.opensIn.${format}`)
  const titles = formatFacts[format].tasks.map((each) => taskTitle(each))
  return t('exporting.onlyFor', { tasks: titles.join(t('exporting.separator')) })
}

/** What the several files of an export are; null where it is one. */
export function divisionSentence(format: ExportFormat): string | null {
  const { division } = formatFacts[format]
  return division === 'one' ? null : t(`exporting.division.${division}`)
}
