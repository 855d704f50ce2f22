import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import { languageTags, type Language } from '../common/language'
import { en } from '../common/locales/en/index'
import type { Messages } from '../common/locales/messages'
import { translateWith } from '../common/locales/translateWith'
import { translateSentence, type Sentence } from '../common/sentence'

const i18n = createI18n({
  legacy: false,
  locale: 'en',
  // Another language is added before it is spoken first.
  messages: { en } as Record<Language, Messages>,
})

/** The text of a key. Whatever is computed or rendered with it follows a change of the language. */
export const t = translateWith({
  find: (key, named, plural) =>
    plural === undefined ? i18n.global.t(key, named) : i18n.global.t(key, named, plural),
  countText,
})

/** What main, or anything else that speaks no language of its own, has to say. */
export function say(sentence: Sentence): string {
  return translateSentence(sentence, t)
}

/** The language that is spoken now. */
export const language = computed(() => i18n.global.locale.value)

/** What `<html lang>` is to say. */
export const languageTag = computed(() => languageTags[language.value])

/** Numbers are written as this language writes them. */
export function numberFormat(options: Intl.NumberFormatOptions) {
  return computed(() => new Intl.NumberFormat(languageTag.value, options))
}

const wholeNumber = numberFormat({ maximumFractionDigits: 0 })

/** 12345 as `12,345`. */
export function countText(count: number): string {
  return wholeNumber.value.format(count)
}

/** Dates are written as the system writes them where it speaks the page's language. */
export function dateFormat(options: Intl.DateTimeFormatOptions) {
  return computed(() => {
    const isSystems = navigator.language.startsWith(language.value)
    return new Intl.DateTimeFormat(isSystems ? navigator.language : languageTag.value, options)
  })
}

let lastWanted: Language = 'en'

/** Has the page speak another language, as soon as its texts are loaded: a start needs only one. */
export async function speak(wanted: Language): Promise<void> {
  lastWanted = wanted
  if (wanted === 'zh' && !i18n.global.availableLocales.includes('zh')) {
    const { zh } = await import('../common/locales/zh/index')
    i18n.global.setLocaleMessage('zh', zh)
  }
  if (lastWanted === wanted) i18n.global.locale.value = wanted
}
