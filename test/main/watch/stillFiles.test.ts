import { expect, it } from 'vitest'
import { StillFiles, stillMs } from '../../../main/watch/stillFiles'

const file = (sizeBytes: number, changedMs = 0) => {
  return { path: '/new.mp4', sizeBytes, modifiedMs: 0, changedMs }
}

it('a file is still when nobody has changed it for a while', () => {
  const still = new StillFiles()
  expect(still.look([file(10)], 0)).toEqual([])
  expect(still.look([file(10)], stillMs - 1)).toEqual([])
  expect(still.look([file(10)], stillMs)).toEqual([file(10)])
})

it('one that grows, or is written without growing, is not', () => {
  const still = new StillFiles()
  still.look([file(10)], 0)
  expect(still.look([file(20)], stillMs)).toEqual([])
  expect(still.look([file(20, 7)], 2 * stillMs)).toEqual([])
  expect(still.look([file(20, 7)], 3 * stillMs)).toEqual([file(20, 7)])
})

it('one that was gone in between begins anew', () => {
  const still = new StillFiles()
  still.look([file(10)], 0)
  still.look([], 1000)
  expect(still.look([file(10)], stillMs)).toEqual([])
})
