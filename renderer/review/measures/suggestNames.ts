import { landmarkNames } from '../../../common/measures/landmarkValues'
import { measureFunctions } from '../../../common/measures/functions'
import type { Task } from '../../../common/tasks'
import { t } from '../../locale'

export interface Suggestion {
  /** What takes the place of the word. */
  readonly text: string
  /** What a function is called with; empty for landmarks. */
  readonly hint: string
}

export interface Suggestions {
  /** The word at the caret, by its ends in the text. */
  readonly from: number
  readonly to: number
  readonly names: readonly Suggestion[]
}

const mostSuggestions = 8

/** What the word before the caret may become: names that begin with it, then others that have it. */
export function suggestNames(text: string, caret: number, task: Task): Suggestions {
  const word = /[a-z_][a-z0-9_]*$/i.exec(text.slice(0, caret))?.[0] ?? ''
  const from = caret - word.length
  const isMember = text[from - 1] === '.'
  if (word === '' || isMember) return { from, to: caret, names: [] }
  const all = namesOf(task).filter(({ text }) => text !== word && text.includes(word))
  const begins = all.filter(({ text }) => text.startsWith(word))
  const others = all.filter(({ text }) => !text.startsWith(word))
  return { from, to: caret, names: [...begins, ...others].slice(0, mostSuggestions) }
}

function namesOf(task: Task): readonly Suggestion[] {
  const functions = Object.entries(measureFunctions).map(([name, { parameters }]) => ({
    ...{ text: `${name}(`, hint: `${parameters})` },
  }))
  const landmarks = [...landmarkNames(task).keys()].map((text) => ({ text, hint: '' }))
  return [...functions, { text: 'image(', hint: t('review.formula.inPicture') }, ...landmarks]
}
