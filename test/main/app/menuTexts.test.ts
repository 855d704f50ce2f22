import { expect, it } from 'vitest'
import { menuTexts } from '../../../main/app/menuTexts'

it('every language fills the same places', () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
  const { en, zh } = menuTexts
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    expect(places(zh[key]), key).toEqual(places(en[key]))
  }
})
