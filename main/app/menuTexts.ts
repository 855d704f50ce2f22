import type { Language } from '../../common/language'
import { menu as en, type MenuTexts } from '../../common/locales/en/menu'
import { menu as zh } from '../../common/locales/zh/menu'

/** What the system shows for the app, in each language. */
export const menuTexts: Readonly<Record<Language, MenuTexts>> = { en, zh }
