import {
  compile,
  createCoreContext,
  registerMessageCompiler,
  registerMessageResolver,
  resolveValue,
  translate,
} from '@intlify/core-base'
import { languageTags, type Language } from '../common/language'
import { en } from '../common/locales/en/index'
import type { Translate } from '../common/locales/messages'
import { zh } from '../common/locales/zh/index'

// As vue-i18n does in the page.
registerMessageCompiler(compile)
registerMessageResolver(resolveValue)

/** The same texts that the page has, for what main shows itself: dialogs and notifications. */
export function createTranslate(language: () => Language): Translate {
  const contexts = { en: createContext('en'), zh: createContext('zh') }
  return (key, ...[values]) => {
    const spoken = language()
    const named: Readonly<Record<string, string | number>> = values ?? {}
    const { count } = named
    if (typeof count !== 'number') return String(translate(contexts[spoken], key, named))
    const shown = count.toLocaleString(languageTags[spoken])
    return String(translate(contexts[spoken], key, { ...named, count: shown }, count))
  }
}

function createContext(locale: Language) {
  return createCoreContext({ locale, messages: { en, zh } })
}
