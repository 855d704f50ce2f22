import type { PartName } from '../../common/landmarks'
import type { ModelVariant, Task } from '../../common/tasks'
import type { Messages } from '../../common/locales/messages'
import { t } from '../locale'

export function taskTitle(task: Task): string {
  return t(`options.task.${task}`)
}

/** One sentence: what a task finds. */
export function taskSentence(task: Task): string {
  return t(`options.taskSentence.${task}`)
}

export function modelVariantTitle(variant: ModelVariant): string {
  return t(`options.modelVariant.${variant}`)
}

/** One sentence: what a body model costs. */
export function modelVariantSentence(variant: ModelVariant): string {
  return t(`options.modelVariantSentence.${variant}`)
}

/** What the number of subjects counts; null where the task always tracks one person. */
export function subjectLabel(task: Task): string | null {
  return task === 'holistic' ? null : t(`options.subjectLabel.${task}`)
}

/** What the list calls the subjects that were found. */
export function subjectHeading(task: Task): string {
  return t(`options.subjectHeading.${task}`)
}

/** What people call a landmark that can leave a trail. */
export function landmarkTitle(landmark: string): string {
  return t(`landmarks.${landmark as keyof Messages['landmarks']}`)
}

/** What people call a part of a subject. */
export function partTitle(part: PartName): string {
  return t(`options.part.${part}`)
}
