import { menu as english, type MenuTexts } from '../../common/locales/en/menu'
import { menu as chinese } from '../../common/locales/zh/menu'

/**
 * What the system shows for the app, in the language of somebody's system.
 *
 * @param locale a BCP 47 tag, such as `zh-CN`; English stands in for what is not spoken.
 */
export function menuTexts(locale: string): MenuTexts {
  return /^zh\b/i.test(locale) ? chinese : english
}
