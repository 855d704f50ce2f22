import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { languageOf, languages, type Language } from '../../common/language'
import { en } from '../../common/locales/en/index'
import type { Translate } from '../../common/locales/messages'
import { zh } from '../../common/locales/zh/index'
import { bodyMeasures, faceMeasures, handMeasures } from '../../common/measures/builtIn'
import { measureFunctions } from '../../common/measures/functions'
import { createTranslate } from '../../main/translate'
import { speak, t } from '../../renderer/locale'

const project = fileURLToPath(new URL('../..', import.meta.url))
const texts = { en: flatten(en), zh: flatten(zh) }
const keys = Object.keys(texts.en)

describe('the messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(texts.zh).sort()).toEqual([...keys].sort())
  })

  it('have the same placeholders in both languages', () => {
    const differing = keys.filter((key) => placeholders('en', key) !== placeholders('zh', key))
    expect(differing).toEqual([])
  })

  it('are all used', () => {
    const used = usedKeys()
    const unused = keys.filter(
      (key) => !used.whole.has(key) && ![...used.beginnings].some((each) => key.startsWith(each)),
    )
    expect(unused).toEqual([])
  })

  it('have a plural in English only, and only where there is a count', () => {
    expect(keys.filter((key) => texts.zh[key]?.includes('|'))).toEqual([])
    const plurals = keys.filter((key) => texts.en[key]?.includes('|'))
    expect(plurals.filter((key) => !texts.en[key]?.includes('{count}'))).toEqual([])
  })

  it('are written with a space between Chinese and Latin, and with full-width punctuation', () => {
    const glued = /[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/
    const halfWidth = /[\u4e00-\u9fff][,.:;!?()]|[()][\u4e00-\u9fff]/
    const poor = Object.entries(texts.zh).filter(
      ([, text]) => glued.test(text) || halfWidth.test(text),
    )
    expect(poor).toEqual([])
  })

  it('are what page and main show, each with its values in their places', async () => {
    type Fill = (key: string, values: Record<string, string>) => string
    let spoken: Language = 'en'
    const main = createTranslate(() => spoken)
    for (spoken of languages) {
      await speak(spoken)
      for (const key of keys) {
        const names = placeholders('en', key).split(' ').filter(Boolean)
        const values = Object.fromEntries(names.map((name) => [name, `<${name}>`]))
        const [singular] = (texts[spoken][key] ?? '').split(' | ')
        const filled = singular?.replace(/\{(\w+)\}/g, '<$1>')
        expect([(t as Fill)(key, values), (main as Fill)(key, values)]).toEqual([filled, filled])
      }
    }
    await speak('en')
  })
})

describe('measures', () => {
  it('mean in English what the JSON beside a CSV says of them', () => {
    const all = [...handMeasures(''), ...faceMeasures, ...bodyMeasures]
    const meanings = Object.fromEntries(all.map(({ name, meaning }) => [name, meaning]))
    expect(en.measures.meaning).toEqual(meanings)
    expect(Object.keys(en.measures.title)).toEqual(Object.keys(meanings))
    const functions = Object.entries(measureFunctions).map(([name, { meaning }]) => [name, meaning])
    expect(en.measures.function).toEqual(Object.fromEntries(functions))
  })
})

describe('a number of things', () => {
  it('is written as the language writes it, in the singular or the plural', async () => {
    const main = createTranslate(() => 'en')
    for (const translate of [t, main] satisfies Translate[]) {
      expect([0, 1, 1200].map((count) => translate('quantities.files', { count }))).toEqual([
        '0 files',
        '1 file',
        '1,200 files',
      ])
    }
    await speak('zh')
    expect(t('quantities.files', { count: 1200 })).toBe('1,200 个文件')
    await speak('en')
  })
})

describe('a language', () => {
  it.each([
    ['system', 'zh-CN', 'zh'],
    ['system', 'zh', 'zh'],
    ['system', 'en-GB', 'en'],
    ['system', 'de-DE', 'en'],
    ['en', 'zh-CN', 'en'],
    ['zh', 'en-US', 'zh'],
  ] as const)(
    'that is chosen as %s, where the system speaks %s, is %s',
    (choice, system, spoken) => {
      expect(languageOf(choice, system)).toBe(spoken)
    },
  )
})

function flatten(messages: object, prefix = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([name, value]: [string, string | object]) =>
      typeof value === 'string'
        ? [[`${prefix}${name}`, value]]
        : Object.entries(flatten(value, `${prefix}${name}.`)),
    ),
  )
}

function placeholders(spoken: keyof typeof texts, key: string): string {
  const names = [...(texts[spoken][key] ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  return [...new Set(names)].sort().join(' ')
}

/** Every text of the sources that could be a key, and what those begin with that are put together. */
function usedKeys(): { readonly whole: Set<string>; readonly beginnings: Set<string> } {
  const sources = ['renderer', 'main', 'common'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|vue)$/.test(name) && !name.startsWith('locales'))
      .map((name) => readFileSync(join(project, folder, name), 'utf8')),
  )
  const all = sources.join('\n')
  const matches = (pattern: RegExp) => new Set([...all.matchAll(pattern)].map(([, key]) => key!))
  return { whole: matches(/['"`]([\w.-]+)['"`]/g), beginnings: matches(/`((?:\w+\.)+)\$\{/g) }
}
