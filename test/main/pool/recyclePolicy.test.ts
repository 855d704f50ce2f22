import { describe, expect, it, test } from 'vitest'
import { inEnglish } from '../../../common/sentence'
import { defaultMemoryLimits } from '../../../common/telemetry'
import { longestSilenceMs, recycleLimits, RecyclePolicy } from '../../../main/pool/recyclePolicy'

const megabyte = 1e6
const lax = { rssBytes: 1000 * megabyte, files: Infinity }

/** Reads a worker that does two files a second; answers the first reason to replace it. */
function firstReason(
  limits: typeof lax,
  rssMbAt: (files: number) => number,
  seconds = 1000,
): { readonly reason: string; readonly files: number } | undefined {
  const policy = new RecyclePolicy(() => limits)
  for (let second = 0; second < seconds; second += 1) {
    const files = second * 2
    const reason = policy.judge(files, rssMbAt(files) * megabyte)
    if (reason !== undefined) return { reason: inEnglish(reason), files }
  }
  return undefined
}

describe('a worker is replaced', () => {
  it('when it takes more than its limit', () => {
    const grown = firstReason(lax, (files) => (files < 300 ? 400 : 1001))
    expect(grown).toEqual({
      reason: 'It takes 1001 MB, more than the limit of 1000 MB.',
      files: 300,
    })
  })

  it('when it has done its number of files', () => {
    expect(firstReason({ ...lax, files: 100 }, () => 400)).toEqual({
      reason: 'It has done 100 files.',
      files: 100,
    })
  })

  it('when it grows with its files, long before it reaches the limit', () => {
    const leaking = firstReason(lax, (files) => 400 + files * 0.5)
    expect(leaking?.reason).toMatch(/^It grew by \d+ MB over its last \d+ files\.$/)
    expect(400 + leaking!.files * 0.5).toBeLessThan(700)
  })
})

describe('a worker is kept', () => {
  it.each([
    ['takes the same all the time', () => 400],
    ['grows while it warms up', (files: number) => 300 + Math.min(files, 80) * 2],
    ['goes up and down', (files: number) => 400 + (files % 40) * 5],
    ['has a peak now and then', (files: number) => (files % 100 === 0 ? 900 : 400)],
    ['grows by a few megabytes in a day', (files: number) => 400 + files * 0.001],
  ])('that %s', (_what, rssMbAt) => {
    expect(firstReason(lax, rssMbAt)).toBeUndefined()
  })

  it('on one long video, whatever that takes and gives back', () => {
    const policy = new RecyclePolicy(() => lax)
    const reasons = Array.from({ length: 600 }, (_, second) =>
      policy.judge(60, (400 + second * 0.5) * megabyte),
    )
    expect(reasons.filter((reason) => reason !== undefined)).toEqual([])
  })
})

test('a limit that was set wins over the default of the task', () => {
  const holistic = { task: 'holistic', modelVariant: 'full' } as const
  const hands = { task: 'hands', modelVariant: 'lite' } as const
  const defaults = [holistic, hands].map((options) => recycleLimits(defaultMemoryLimits, options))
  expect(defaults[0]!.rssBytes).toBeGreaterThan(defaults[1]!.rssBytes)
  const set = recycleLimits({ ...defaultMemoryLimits, workerMb: 500, filesPerWorker: 9 }, holistic)
  expect(set).toEqual({ rssBytes: 500 * megabyte, files: 9 })
})

test('a larger file may be silent for longer', () => {
  expect(longestSilenceMs(0)).toBe(60_000)
  expect(longestSilenceMs(1000 * megabyte)).toBe(1_060_000)
})
