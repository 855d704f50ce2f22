import { expect, it } from 'vitest'
import { newestOnly } from '../../renderer/review/player/newestOnly'

it('requests that come while one is in work are one more run', async () => {
  const ends: (() => void)[] = []
  const request = newestOnly(() => new Promise((resolve) => ends.push(resolve)))
  request()
  for (let times = 0; times < 3; times += 1) request()
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await Promise.resolve()
  await Promise.resolve()
  expect(ends).toHaveLength(2)
  ends[1]?.()
  await Promise.resolve()
  await Promise.resolve()
  expect(ends).toHaveLength(2)
  request()
  expect(ends).toHaveLength(3)
})
