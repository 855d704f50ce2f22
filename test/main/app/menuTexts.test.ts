import { expect, it } from 'vitest'
import { menuTexts } from '../../../main/app/menuTexts'

it.each([
  ['zh-CN', '文件'],
  ['zh', '文件'],
  ['en-GB', 'File'],
  ['de', 'File'],
  ['zho-made-up', 'File'],
])('in a system of %s the first menu is called %s', (locale, word) => {
  expect(menuTexts(locale).file).toBe(word)
})

it('every language fills the same places', () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
  const [english, chinese] = [menuTexts('en'), menuTexts('zh')]
  for (const key of Object.keys(english) as (keyof typeof english)[]) {
    expect(places(chinese[key]), key).toEqual(places(english[key]))
  }
})
