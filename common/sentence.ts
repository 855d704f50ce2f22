import { quantities } from './locales/en/quantities'
import { sentences } from './locales/en/sentences'
import type { MessageKey, MessageValues, Translate } from './locales/messages'

export type SentenceKey = Extract<MessageKey, `sentences.${string}` | `quantities.${string}`>

/**
 * What the app says to people of its own accord, or a part of that, before it is put into a language.
 * Text is shown as it is: it comes from outside, such as a name or the system's words.
 */
export type Sentence = string | KeyedSentence

export interface KeyedSentence {
  readonly key: SentenceKey
  readonly values: Readonly<Record<string, Sentence | number>>
}

/** A sentence of the catalogue. Its values may be sentences themselves. */
export function sentence<Key extends SentenceKey>(
  key: Key,
  ...[values]: SentenceValues<Key>
): KeyedSentence {
  return { key, values: values ?? {} }
}

type SentenceValues<Key extends SentenceKey> =
  MessageValues<Key> extends [infer Values]
    ? [values: Readonly<Record<keyof Values, Sentence | number>>]
    : []

/** Puts a sentence into the language of the page, or into English. */
export function translateSentence(said: Sentence, t: Translate): string {
  if (typeof said === 'string') return said
  const texts = Object.entries(said.values).map(([name, value]) => {
    return [name, typeof value === 'number' ? value : translateSentence(value, t)]
  })
  return (t as AnyTranslate)(said.key, Object.fromEntries(texts) as Values)
}

/** What data, logs and the command line have, whatever the window speaks. */
export function inEnglish(said: Sentence): string {
  return translateSentence(said, english as Translate)
}

type Values = Readonly<Record<string, string | number>>
type AnyTranslate = (key: string, values: Values) => string

/** An error with a sentence for people; its message is the English of it. */
export class SentenceError extends Error {
  override readonly name: string = 'SentenceError'
  readonly sentence: Sentence

  constructor(said: Sentence, options?: ErrorOptions) {
    super(inEnglish(said), options)
    this.sentence = said
  }
}

/** English without what compiles messages: workers say it too. */
function english(key: string, values: Values): string {
  const [singular = '', plural = singular] = (texts[key] ?? key).split(' | ')
  const { count } = values
  const text = count === 1 ? singular : plural
  return text.replaceAll(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = values[name] ?? ''
    return name === 'count' ? value.toLocaleString('en') : String(value)
  })
}

interface Texts {
  readonly [name: string]: string | Texts
}

function flatten(messages: Texts, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(messages).flatMap(([name, value]) => {
    const key = `${prefix}${name}`
    return typeof value === 'string' ? [[key, value] as const] : flatten(value, `${key}.`)
  })
}

const texts: Readonly<Record<string, string>> = Object.fromEntries(
  flatten({ sentences, quantities }),
)

export const sentenceKeys = Object.keys(texts) as readonly SentenceKey[]
