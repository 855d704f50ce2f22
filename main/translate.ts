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
import { translateWith } from '../common/locales/translateWith'
import { zh } from '../common/locales/zh/index'

// As vue-i18n does in the page.
registerMessageCompiler(compile)
registerMessageResolver(resolveValue)

/** The same texts that the page has, for what main shows itself: dialogs and notifications. */
export function createTranslate(language: () => Language): Translate {
  const contexts = { en: createContext('en'), zh: createContext('zh') }
  return translateWith({
    find: (key, named, plural) => {
      const context = contexts[language()]
      if (plural === undefined) return String(translate(context, key, named))
      return String(translate(context, key, named, plural))
    },
    countText: (count) => count.toLocaleString(languageTags[language()]),
  })
}

function createContext(locale: Language) {
  return createCoreContext({ locale, messages: { en, zh } })
}
