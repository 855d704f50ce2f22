import { expect, it } from 'vitest'
import { coarseToFine } from '../../renderer/review/player/keyPictures/keyPictures'

it('small pictures are made all over a video first, and never two for one place', () => {
  const timesS = coarseToFine(600)
  expect(timesS).toHaveLength(600)
  expect(new Set(timesS).size).toBe(600)
  expect(timesS.slice(0, 3)).toEqual([0, 32, 64])
  expect(Math.max(...timesS.slice(0, 20))).toBeGreaterThan(570)
})

it('a long video has no more of them, and a short one few', () => {
  expect(coarseToFine(10_000)).toHaveLength(600)
  expect(coarseToFine(1)).toEqual([0, 0.5])
  expect(coarseToFine(0)).toEqual([0])
})
