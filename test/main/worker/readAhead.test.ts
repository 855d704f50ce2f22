import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readAhead } from '../../../main/worker/readAhead'

/** Yields 1, 2, 3 and writes down what it does. */
async function* count(steps: string[]): AsyncGenerator<number> {
  try {
    for (const number of [1, 2, 3]) {
      steps.push(`make ${number}`)
      yield await setTimeout(1, number)
    }
  } finally {
    steps.push('closed')
  }
}

it('the next item is begun before the present one is used', async () => {
  const steps: string[] = []
  for await (const number of readAhead(count(steps))) steps.push(`use ${number}`)
  expect(steps).toEqual(['make 1', 'make 2', 'use 1', 'make 3', 'use 2', 'closed', 'use 3'])
})

it('leaving early closes what was begun', async () => {
  const steps: string[] = []
  for await (const number of readAhead(count(steps))) if (number === 1) break
  expect(steps).toEqual(['make 1', 'make 2', 'closed'])
})

it('an error comes after the items before it', async () => {
  async function* failing() {
    yield await setTimeout(1, 1)
    throw new Error('broken')
  }
  const seen: number[] = []
  await expect(async () => {
    for await (const number of readAhead(failing())) seen.push(number)
  }).rejects.toThrow('broken')
  expect(seen).toEqual([1])
})
