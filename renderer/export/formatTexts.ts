import { formatFacts, type ExportFormat, type FileDivision } from '../../common/export/formats'
import type { Task } from '../../common/tasks'
import { taskTitle } from '../options/wording'

/** Whether a format has a place for the landmarks of a task. */
export function isPossible(format: ExportFormat, task: Task): boolean {
  return formatFacts[format].tasks.includes(task)
}

/** One sentence: what opens it or, where it cannot be chosen, for which tasks it is. */
export function formatSentence(format: ExportFormat, task: Task): string {
  const { opensIn, tasks } = formatFacts[format]
  if (isPossible(format, task)) return opensIn
  return `Only for ${tasks.map((each) => taskTitle(each)).join(', ')}.`
}

/** What several files of an export are; empty where it is one. */
export const divisionSentences: Readonly<Record<FileDivision, string>> = {
  one: '',
  'per-file': 'Makes a folder with a copy of each file; the files themselves are not touched.',
  'per-video': 'Makes a folder with a file for each video. Photos are left out.',
  'per-subject':
    'Makes a folder with a file for each video and everybody in it. Photos are left out.',
}
