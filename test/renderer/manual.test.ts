import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages } from '../../common/language'

const folder = 'resources/help'

const chapters = (language: string): string[] => readdirSync(join(folder, language)).toSorted()

const read = (language: string, chapter: string): string =>
  readFileSync(join(folder, language, chapter), 'utf8')

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length

/** What two languages must have in common: headings, pictures, entries of lists, rows of tables, keys. */
function shape(text: string) {
  return {
    headings: count(text, /^#+ /gm),
    entries: count(text, /^(-|\d\.) /gm),
    rows: count(text, /^\|/gm),
    pictures: [...text.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, name]) => name),
    shortcuts: [...text.matchAll(/`(Ctrl\+[^`]*)`/g)].map(([, key]) => key),
  }
}

describe('the manual', () => {
  it.each(languages)('has every chapter in %s, and says the same there', (language) => {
    expect(chapters(language)).toEqual(chapters('en'))
    for (const chapter of chapters('en')) {
      expect([chapter, shape(read(language, chapter))]).toEqual([
        chapter,
        shape(read('en', chapter)),
      ])
    }
  })

  it('begins each chapter with its title, and has each of its pictures', () => {
    for (const language of languages) {
      const pictures = readdirSync(`resources/screenshots/${language}`)
      for (const chapter of chapters(language)) {
        const text = read(language, chapter)
        expect(text).toMatch(/^# \S.*\n/)
        for (const name of shape(text).pictures) expect(pictures).toContain(name)
      }
    }
  })
})
