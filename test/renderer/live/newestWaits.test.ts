import { expect, it } from 'vitest'
import { NewestWaits } from '../../../renderer/live/tracking/newestWaits'

function line() {
  const handed: number[] = []
  const dropped: number[] = []
  const waits = new NewestWaits<number>({
    handOver: (item) => handed.push(item),
    drop: (item) => dropped.push(item),
    isStale: (item) => item < 0,
  })
  return { waits, handed, dropped }
}

it('hands over nothing before the receiver is ready, and then the newest', () => {
  const { waits, handed, dropped } = line()
  waits.offer(1)
  waits.offer(2)
  expect(handed).toEqual([])
  waits.done()
  expect([handed, dropped]).toEqual([[2], [1]])
})

it('drops and counts what was overtaken while one was in work', () => {
  const { waits, handed, dropped } = line()
  waits.done()
  for (const item of [1, 2, 3, 4]) waits.offer(item)
  waits.done()
  waits.offer(5)
  expect({ handed, dropped, count: waits.dropped }).toEqual({
    handed: [1, 4],
    dropped: [2, 3],
    count: 2,
  })
})

it('hands over at once to a receiver that waits', () => {
  const { waits, handed } = line()
  waits.done()
  waits.offer(1)
  expect(handed).toEqual([1])
})

it('drops what has waited too long, and hands over the next one as it comes', () => {
  const { waits, handed, dropped } = line()
  waits.offer(-1)
  waits.done()
  waits.offer(2)
  expect({ handed, dropped, count: waits.dropped }).toEqual({
    handed: [2],
    dropped: [-1],
    count: 1,
  })
})

it('disposes of what waits when it is closed, without counting it', () => {
  const { waits, dropped } = line()
  waits.offer(1)
  waits.close()
  waits.close()
  expect([dropped, waits.dropped]).toEqual([[1], 0])
})
