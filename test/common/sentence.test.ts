import { describe, expect, it } from 'vitest'
import { sentenceOf, toWireError } from '../../common/errors'
import { en } from '../../common/locales/en/index'
import {
  inEnglish,
  sentence,
  SentenceError,
  sentenceKeys,
  translateSentence,
  type Sentence,
} from '../../common/sentence'
import { packSentence, sentenceSchema, unpackSentence } from '../../common/sentenceSchema'
import { createTranslate } from '../../main/translate'

const inTheWindow = createTranslate(() => 'en')
const inChinese = createTranslate(() => 'zh')

const busy = sentence('sentences.file.unopened', {
  name: 'a.jpg',
  reason: sentence('sentences.file.locked'),
})

describe('a sentence', () => {
  it('is said in any language, with the sentences inside of it', () => {
    expect([inEnglish(busy), translateSentence(busy, inChinese)]).toEqual([
      'a.jpg cannot be opened: another program has locked it. Close that program and try again.',
      '无法打开 a.jpg：文件被其他程序锁定。请关闭该程序后重试。',
    ])
  })

  it('says what comes from outside as it is', () => {
    expect(translateSentence('EACCES', inChinese)).toBe('EACCES')
  })

  it.each([1, 2, 1200])('is the same in the window and on the command line, of %i too', (count) => {
    for (const key of sentenceKeys) {
      const said: Sentence = { key, values: { ...valuesOf(key), count } }
      expect(inEnglish(said)).toBe(translateSentence(said, inTheWindow))
    }
  })

  it('is Chinese in a Chinese window, whichever it is', () => {
    const foreign = sentenceKeys.filter((key) => {
      const said = translateSentence({ key, values: {} }, inChinese)
      return key.startsWith('sentences.') && !/\p{Script=Han}/u.test(said)
    })
    expect(foreign).toEqual([])
  })
})

describe('an error with a sentence', () => {
  it('is English for programs, and keeps its sentence on the way to the window', () => {
    const error = new SentenceError(busy, { cause: new Error('EBUSY') })
    expect(error.message).toBe(inEnglish(busy))
    expect(toWireError(error)).toMatchObject({ message: inEnglish(busy), sentence: busy })
    expect([sentenceOf(error), sentenceOf(toWireError(error))]).toEqual([busy, busy])
  })

  it('is any other error too, with its own first line', () => {
    expect(sentenceOf(new Error('spawn EAGAIN\n  at x'))).toBe('spawn EAGAIN')
    expect(sentenceOf('out of memory')).toBe('out of memory')
  })
})

describe('a sentence from another process', () => {
  it('is of the catalogue, with texts, numbers and sentences in it', () => {
    expect(sentenceSchema.parse(busy)).toEqual(busy)
    const { key } = busy
    const misfits = [
      { key: 'batch.state.done', values: {} },
      { key: 'sentences.file.nothing', values: {} },
      { key },
      { key, values: { name: null } },
      { key, values: { name: { key: 'constructor', values: {} } } },
      { ...busy, html: '<b>' },
      7,
    ]
    expect(misfits.filter((misfit) => sentenceSchema.safeParse(misfit).success)).toEqual([])
  })
})

describe('a sentence in a library', () => {
  it('is read as it was written', () => {
    for (const said of [busy, 'ENOSPC']) expect(unpackSentence(packSentence(said))).toEqual(said)
  })

  it('of an earlier version stays the English that it was', () => {
    const texts = ['The file is empty.', '', '{', '{"key":"sentences.gone","values":{}}']
    expect(texts.map(unpackSentence)).toEqual(texts)
  })
})

/** A value for each of its placeholders. */
function valuesOf(key: string): Record<string, string> {
  const names = [...textOf(key).matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  return Object.fromEntries(names.map((name) => [name, `<${name}>`]))
}

function textOf(key: string): string {
  return key
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], en) as string
}
