import { bodyMeasures, faceMeasures, handMeasures } from '../../../common/measures/builtIn'
import type { BuiltInMeasure } from '../../../common/measures/measure'
import type { Task } from '../../../common/tasks'
import { en } from '../../../common/locales/en/index'
import type { Messages } from '../../../common/locales/messages'
import { t } from '../../locale'
import { partTitle } from '../../options/wording'

export interface MeasureGroup {
  readonly title: string
  readonly measures: readonly BuiltInMeasure[]
}

/** The measures of the app by what they are measures of. */
export function measureGroups(task: Task): readonly MeasureGroup[] {
  const body = { title: partTitle('pose'), measures: bodyMeasures }
  const face = { title: partTitle('face'), measures: faceMeasures }
  switch (task) {
    case 'hands':
      return [{ title: partTitle('hand'), measures: handMeasures('') }]
    case 'face':
      return [face]
    case 'pose':
      return [body]
    case 'holistic':
      return [
        body,
        { title: partTitle('left_hand'), measures: handMeasures('left_hand_') },
        { title: partTitle('right_hand'), measures: handMeasures('right_hand_') },
        face,
      ]
  }
}

type BuiltInName = keyof Messages['measures']['title']

/** A measure of the app by the name that each hand has it under, and whose hand that is. */
function builtIn(name: string): { name: BuiltInName; hand: string | undefined } | null {
  const [, hand, ofHand = ''] = /^(left|right)_hand_(.+)$/.exec(name) ?? []
  if (Object.hasOwn(en.measures.title, ofHand)) return { name: ofHand as BuiltInName, hand }
  const isKnown = Object.hasOwn(en.measures.title, name)
  return isKnown ? { name: name as BuiltInName, hand: undefined } : null
}

/** The name of a measure in words: `left knee angle`. */
export function measureTitle(name: string): string {
  const known = builtIn(name)
  if (known === null) return name.replaceAll('_', ' ')
  const title = t(`measures.title.${known.name}`)
  if (known.hand === undefined) return title
  return known.hand === 'left'
    ? t('measures.leftHand', { title })
    : t('measures.rightHand', { title })
}

/** One sentence: what a measure of the app says; null of another. */
export function measureMeaning(name: string): string | null {
  const known = builtIn(name)
  return known && t(`measures.meaning.${known.name}`)
}
