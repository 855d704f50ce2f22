import { describe, expect, it } from 'vitest'
import { soakCycles } from '../../soak/cycles'
import { measureEndurance } from '../../soak/endurance'
import { soakImages, type Sample } from '../../soak/images'

// `npm run soak` is the long form.

const isLinux = process.platform === 'linux'
const images = 200
const settledAfter = 100
/** Under half of what a leak of one megabyte an image would come to by the last tenth. */
const mostGrowthBytes = 0.4 * (images * 0.9 - settledAfter) * 1e6

describe('a worker that goes on and on', () => {
  it('answers every image, and its memory stops growing', { timeout: 180_000 }, async () => {
    const load = { task: 'face', images, seconds: Infinity, imagesPerSecond: 0 } as const
    const endurance = measureEndurance(await soakImages(load), settledAfter)
    expect(endurance).toMatchObject({ images, unanswered: 0, problems: [] })
    if (isLinux) expect(endurance.lateBytes - endurance.earlyBytes).toBeLessThan(mostGrowthBytes)
  })

  it('is gone when it is ended, however often', { timeout: 120_000 }, async () => {
    const { samples, processIdsLeft } = await soakCycles('face', 3)
    expect(samples.map(({ problem }) => problem)).toEqual([null, null, null])
    expect(processIdsLeft).toEqual([])
  })
})

describe('the verdict on a soak', () => {
  const soak = (grownBytes: (image: number) => number): Sample[] =>
    Array.from({ length: images }, (_, image) => ({
      ...{ atS: image, ms: 50, problem: null },
      heldBytes: 250e6 + grownBytes(image),
    }))

  it('sees a leak of a megabyte an image', () => {
    const { earlyBytes, lateBytes } = measureEndurance(
      soak((image) => image * 1e6),
      settledAfter,
    )
    expect(lateBytes - earlyBytes).toBeGreaterThan(2 * mostGrowthBytes)
  })

  it('forgives what the first images need', () => {
    const samples = soak((image) => Math.min(image, settledAfter) * 1e6)
    expect(measureEndurance(samples, settledAfter).growth).toBe(0)
  })

  it('compares the times of the last sixth with those of the first', () => {
    const samples = soak(() => 0).map((sample) => ({ ...sample, ms: 50 + sample.atS }))
    const { firstP95Ms, lastP95Ms } = measureEndurance(samples, settledAfter)
    expect([firstP95Ms, lastP95Ms]).toEqual([82, 248])
  })

  it('names the images without an answer', () => {
    const problem = 'the worker ended: SIGKILL'
    const samples = soak(() => 0).map((sample) => ({ ...sample, problem }))
    expect(measureEndurance(samples, settledAfter)).toMatchObject({ unanswered: images })
    expect(measureEndurance(samples, settledAfter).problems[0]).toBe(problem)
  })
})
