import { expect, it } from 'vitest'
import { suggestNames } from '../../renderer/review/measures/suggestNames'

const texts = (text: string, task: 'pose' | 'holistic' = 'pose', caret = text.length) =>
  suggestNames(text, caret, task).names.map((name) => name.text)

it('completes the word at the caret, names that begin with it first', () => {
  expect(texts('distance(left_sh')).toEqual(['left_shoulder'])
  expect(texts('wri')).toEqual(['left_wrist', 'right_wrist'])
  expect(texts('an')[0]).toBe('angle(')
  expect(texts('ima')).toEqual(['image('])
})

it('knows the landmarks of the task alone', () => {
  expect(texts('left_hand_wr')).toEqual([])
  expect(texts('left_hand_wr', 'holistic')).toEqual(['left_hand_wrist'])
})

it('replaces the word and nothing else', () => {
  expect(suggestNames('angle(no, left_ear)', 8, 'pose')).toMatchObject({ from: 6, to: 8 })
})

it('is silent where a name is complete, has not begun, or a coordinate is due', () => {
  expect(texts('nose')).toEqual([])
  expect(texts('distance(')).toEqual([])
  expect(texts('nose.x')).toEqual([])
})
