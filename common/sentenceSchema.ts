import { z } from 'zod'
import { sentenceKeys, type KeyedSentence, type Sentence } from './sentence'

const keyedSentenceSchema: z.ZodType<KeyedSentence> = z.strictObject({
  key: z.enum(sentenceKeys),
  values: z.lazy(() => z.record(z.string(), z.union([sentenceSchema, z.number()]))),
})

/** A sentence from another process. */
export const sentenceSchema: z.ZodType<Sentence> = z.union([z.string(), keyedSentenceSchema])

/** A sentence as a single text, to be kept or sent where there is room for no more. */
export function packSentence(said: Sentence): string {
  return typeof said === 'string' ? said : JSON.stringify(said)
}

/** The sentence of such a text. Earlier versions kept the English: that is shown as it is. */
export function unpackSentence(text: string): Sentence {
  if (!text.startsWith('{')) return text
  try {
    return keyedSentenceSchema.parse(JSON.parse(text))
  } catch {
    return text
  }
}
