import { expect, test } from 'vitest'
import { namePieces } from '../../renderer/batch/list/names'

test('a short name is one piece', () => {
  expect(namePieces('dance.mp4')).toEqual({ folder: '', start: 'dance.mp4', end: '' })
})

test('the folder stands apart from the file', () => {
  expect(namePieces('week 1/day 2/dance.mp4')).toEqual({
    folder: 'week 1/day 2/',
    start: 'dance.mp4',
    end: '',
  })
})

test('a long name keeps its end whole, and nothing is lost', () => {
  const name = 'a recording with a very long name, take 12.mp4'
  const { folder, start, end } = namePieces(name)
  expect({ whole: folder + start + end, end }).toEqual({ whole: name, end: ' take 12.mp4' })
})

test('no character is cut in two', () => {
  const name = `${'🖐'.repeat(40)}.jpg`
  expect(namePieces(name).end).toBe(`${'🖐'.repeat(8)}.jpg`)
})
