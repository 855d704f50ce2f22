import { expect, it } from 'vitest'
import { nameFiles } from '../../../main/export/fileNames'

it('files are called after their video, without its ending', () => {
  expect(nameFiles(['walk.mp4', 'session 1/Walk 2.MOV', 'a.b.webm'])).toEqual([
    ...['walk', 'session 1_Walk 2', 'a.b'],
  ])
})

it('the time in the name of a recording is no ending', () => {
  expect(nameFiles(['Recording 2026-11-25 04.12.33'])).toEqual(['Recording 2026-11-25 04.12.33'])
})

it('names that are the same, or would be on some disk, get numbers', () => {
  expect(nameFiles(['walk.mp4', 'walk.mov', 'WALK.mkv', 'a/b.mp4', 'a_b.mp4', 'a:b.mp4'])).toEqual([
    ...['walk', 'walk_2', 'WALK_3', 'a_b', 'a_b_2', 'a_b_3'],
  ])
})
