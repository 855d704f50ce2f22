import { Marked } from 'marked'
import type { Language } from '../../common/language'

/** A chapter of the manual. */
export interface Chapter {
  /** The same in all languages: `2-batch`. */
  readonly name: string
  readonly title: string
  readonly html: string
}

const texts = import.meta.glob<string>('../../resources/help/*/*.md', {
  query: '?raw',
  import: 'default',
})
const pictures = import.meta.glob<string>('../../resources/screenshots/*/*.jpg', {
  eager: true,
  query: '?url',
  import: 'default',
})
const title = /^# (.+)\n/

/** The manual in a language, in the order of its chapters. It is loaded when somebody reads it. */
export async function readManual(language: Language): Promise<Chapter[]> {
  const inLanguage = Object.entries(texts)
    .filter(([path]) => path.includes(`/help/${language}/`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return Promise.all(
    inLanguage.map(async ([path, load]) =>
      toChapter(language, nameOf(path), (await load()).trimStart()),
    ),
  )
}

function toChapter(language: Language, name: string, markdown: string): Chapter {
  return {
    name,
    title: title.exec(markdown)?.[1] ?? name,
    html: inHtml(language, markdown.replace(title, '')),
  }
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.md$/, '')
}

function inHtml(language: Language, markdown: string): string {
  const marked = new Marked({
    renderer: {
      image: ({ href, text }) => {
        const url = pictures[`../../resources/screenshots/${language}/${href}`] ?? ''
        return `<img src="${url}" alt="${text}">`
      },
    },
  })
  return marked.parse(markdown, { async: false })
}
