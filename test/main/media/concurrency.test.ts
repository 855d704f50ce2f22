import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inChunks, mapInOrder } from '../../../main/media/concurrency'

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = []
  for await (const item of items) gathered.push(item)
  return gathered
}

describe('tasks in order', () => {
  it('yield in the order of the items, whichever ends first', async () => {
    const results = mapInOrder([30, 1, 20, 5, 0], 3, async (ms) => {
      await setTimeout(ms)
      return ms
    })
    expect(await gather(results)).toEqual([30, 1, 20, 5, 0])
  })

  it('run as many at a time as allowed, never more', async () => {
    let running = 0
    let mostRunning = 0
    const task = async (item: number) => {
      mostRunning = Math.max(mostRunning, ++running)
      await setTimeout(item % 4)
      running--
    }
    await gather(mapInOrder(Array(40).keys(), 4, task))
    expect(mostRunning).toBe(4)
  })

  it('end with the first error, and leave none unhandled', async () => {
    const task = (item: number) =>
      item < 2 ? Promise.resolve(item) : Promise.reject(new Error(`no ${item}`))
    await expect(gather(mapInOrder([0, 1, 2, 3, 4], 4, task))).rejects.toThrow('no 2')
  })
})

describe('chunks', () => {
  async function* count(items: number, pauseMs: number) {
    for (let item = 0; item < items; item++) {
      yield item
      await setTimeout(pauseMs)
    }
  }

  it('are as long as allowed, and the last one holds the rest', async () => {
    const chunks = inChunks(count(7, 0), { items: 3, ageMs: 60_000 })
    expect(await gather(chunks)).toEqual([[0, 1, 2], [3, 4, 5], [6]])
  })

  it('are handed on when they grow old', async () => {
    const chunks = inChunks(count(3, 5), { items: 100, ageMs: 0 })
    expect(await gather(chunks)).toEqual([[0], [1], [2]])
  })

  it('are none without items', async () => {
    expect(await gather(inChunks(count(0, 0), { items: 3, ageMs: 0 }))).toEqual([])
  })
})
