/** The languages of the window, of its dialogs and of its notifications. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** What can be chosen: one of them, or whichever the system speaks. */
export const languageChoices = ['system', ...languages] as const
export type LanguageChoice = (typeof languageChoices)[number]

/**
 * The language that a choice stands for.
 *
 * @param systemLanguage a BCP 47 tag, such as `zh-CN`; English stands in for what is not spoken.
 */
export function languageOf(choice: LanguageChoice, systemLanguage: string): Language {
  if (choice !== 'system') return choice
  const [primary] = systemLanguage.toLowerCase().split('-')
  return languages.find((language) => language === primary) ?? 'en'
}

/** What `<html lang>` says: Chinese has two scripts, and fonts are chosen by it. */
export const languageTags: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' }
