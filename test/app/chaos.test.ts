import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runChaos, type ChaosLoad } from '../chaos/chaos'
import { compareCsv } from '../chaos/compareCsv'
import { planKills } from '../chaos/kills'
import { randomNumbers } from '../random'
import { makeFolder } from './folders'

// `npm run chaos` is the long form.

const load: ChaosLoad = {
  ...{ task: 'face', files: 40, longVideos: 1, seed: 1 },
  ...{ workerKills: 4, appKills: 2 },
}

describe('a batch whose workers and whole app are killed at random', () => {
  it(
    'becomes the same CSV as an undisturbed one, byte for byte',
    { timeout: 480_000 },
    async () => {
      const { kills, csv, progress } = await runChaos(load)
      const killed = kills.map(({ what }) => what).toSorted()
      expect(killed).toEqual(['app', 'app', 'worker', 'worker', 'worker', 'worker'])
      expect(kills.some(({ isInVideo }) => isInVideo)).toBe(true)
      expect(progress.at(-1)?.done).toBe(load.files)
      expect(csv).toMatchObject({ isEqual: true, firstDifference: null })
    },
  )
})

describe('the plan of what is killed', () => {
  const plan = (seed: number) => planKills(load, randomNumbers(seed))

  it('is the same for the same seed, and another for another', () => {
    expect(plan(1)).toEqual(plan(1))
    expect(plan(2)).not.toEqual(plan(1))
  })

  it('spreads over the batch, from its first file to before its last', () => {
    const afterShare = plan(1).map((kill) => kill.afterShare)
    expect(afterShare).toEqual(afterShare.toSorted((a, b) => a - b))
    expect(Math.min(...afterShare)).toBeGreaterThan(0)
    expect(Math.max(...afterShare)).toBeLessThan(0.9)
  })
})

describe('the comparison of two CSV files', () => {
  function compare(expected: string, found: string) {
    const folder = makeFolder('csv')
    const [expectedPath, foundPath] = [join(folder, 'expected.csv'), join(folder, 'found.csv')]
    writeFileSync(expectedPath, expected)
    writeFileSync(foundPath, found)
    return compareCsv(expectedPath, foundPath)
  }

  it('names the first line that is lost, doubled or another', () => {
    expect(compare('a\nb\nc\n', 'a\nc\n').firstDifference).toMatchObject({ line: 2, found: 'c' })
    expect(compare('a\nb\n', 'a\nb\nb\n').firstDifference).toMatchObject({ line: 3, found: 'b' })
    expect(compare('a\nb\n', 'a\nB\n').firstDifference).toMatchObject({ line: 2, found: 'B' })
  })

  it('sees bytes that no line shows', () => {
    expect(compare('a\nb\n', '\uFEFFa\nb\n').isEqual).toBe(false)
    expect(compare('a\nb\n', 'a\nb\n').isEqual).toBe(true)
  })
})
