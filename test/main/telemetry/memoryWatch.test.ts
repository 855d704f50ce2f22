import { describe, expect, it } from 'vitest'
import { MemoryWatch } from '../../../main/telemetry/memoryWatch'

const bounds = { appBytes: 4e9, reserveBytes: 1e9 }

/** Watches a run of four workers second by second; answers each step with its time in seconds. */
function steps(
  seconds: number,
  readingAt: (second: number, wanted: number) => { appBytes?: number; availableBytes?: number },
): [second: number, wanted: number][] {
  const watch = new MemoryWatch(4)
  let wanted = 4
  const taken: [number, number][] = []
  for (let second = 0; second < seconds; second += 1) {
    const reading = { appBytes: 2e9, availableBytes: 8e9, ...readingAt(second, wanted) }
    const step = watch.judge({ ...reading, timeMs: second * 1000, workerBytes: 5e8 }, bounds)
    if (step === undefined) continue
    wanted = step.wanted
    taken.push([second, wanted])
  }
  return taken
}

describe('the number of workers', () => {
  it('stays while there is memory', () => {
    expect(steps(600, () => ({}))).toEqual([])
  })

  it('stays through a peak of a moment', () => {
    expect(steps(60, (second) => (second % 10 === 0 ? { appBytes: 5e9 } : {}))).toEqual([])
  })

  it('falls one by one while the app takes more than its limit, and no further', () => {
    const taken = steps(120, (_second, wanted) => ({ appBytes: 2.4e9 + wanted * 6e8 }))
    expect(taken.map(([, wanted]) => wanted)).toEqual([3, 2])
    expect(taken[1]![0] - taken[0]![0]).toBeGreaterThanOrEqual(10)
  })

  it('falls to none where the machine itself has nothing left', () => {
    const taken = steps(120, () => ({ availableBytes: 5e8 }))
    expect(taken.map(([, wanted]) => wanted)).toEqual([3, 2, 1, 0])
  })

  it('rises again, slowly, once there is room for one more', () => {
    const taken = steps(300, (second) => (second < 20 ? { availableBytes: 5e8 } : {}))
    expect(taken.map(([, wanted]) => wanted)).toEqual([3, 2, 3, 4])
    expect(taken[2]![0] - taken[1]![0]).toBeGreaterThanOrEqual(30)
  })

  it('does not rise where one more would bring the shortage back', () => {
    const taken = steps(300, (_second, wanted) => ({ appBytes: 3.75e9 + (wanted - 3) * 5e8 }))
    expect(taken.map(([, wanted]) => wanted)).toEqual([3])
  })
})
