import type { PartName } from '../../common/landmarks'
import type { ModelVariant, Task } from '../../common/tasks'

export const taskTitles: Readonly<Record<Task, string>> = {
  hands: 'Hands',
  face: 'Face',
  pose: 'Body',
  holistic: 'Whole person',
}

/** One sentence each: what a task finds. */
export const taskSentences: Readonly<Record<Task, string>> = {
  hands: '21 landmarks of each hand, with left and right.',
  face: '478 landmarks of each face, with lips, eyes and irises.',
  pose: '33 landmarks of each body, from nose to toes.',
  holistic: 'Body, face and both hands of one person: 553 landmarks.',
}

export const modelVariantTitles: Readonly<Record<ModelVariant, string>> = {
  lite: 'Lite',
  full: 'Full',
  heavy: 'Heavy',
}

/** One sentence each: what a body model costs. */
export const modelVariantSentences: Readonly<Record<ModelVariant, string>> = {
  lite: 'The smallest body model: quick and good enough for most recordings.',
  full: 'A larger body model: steadier points for a little more time and memory.',
  heavy: 'The most exact body model: takes about two to three times as long.',
}

/** What the number of subjects counts; null where the task always tracks one person. */
export const subjectLabels: Readonly<Record<Task, string | null>> = {
  hands: 'Number of hands',
  face: 'Number of faces',
  pose: 'Number of people',
  holistic: null,
}

/** What the list calls the subjects that were found. */
export const subjectHeadings: Readonly<Record<Task, string>> = {
  hands: 'Hands',
  face: 'Faces',
  pose: 'People',
  holistic: 'People',
}

/** What people call a part of a subject. */
export const partTitles: Readonly<Record<PartName, string>> = {
  pose: 'Body',
  left_hand: 'Left hand',
  right_hand: 'Right hand',
  face: 'Face',
  hand: 'Hand',
}
