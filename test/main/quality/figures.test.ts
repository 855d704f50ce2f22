import { describe, expect, it } from 'vitest'
import type { Place } from '../../wholePerson'
import { makeMoving, trembler } from './madeVideos'
import { qualityOf } from './quality'

/** From the wrist to the knuckle of the middle finger, in heights of the picture. */
const palm = 0.04

describe('jitter', () => {
  it('is the standard deviation of a hand at rest, in palms', async () => {
    const hand = makeMoving('hand', { frames: 900, move: trembler(0.02 * palm) })
    const { jitter } = await qualityOf('hands', hand)
    expect(Math.abs(jitter! / 0.02 - 1)).toBeLessThan(0.05)
  })

  it('is nearly the same of a hand that waves twice a second, ten centimetres to each side', async () => {
    const tremble = trembler(0.02 * palm)
    const wave = ([x, y]: Place, timeS: number) =>
      tremble([x + palm * 0.56 * Math.sin(4 * Math.PI * timeS), y])
    const hand = makeMoving('hand', { frames: 900, move: wave })
    const { jitter } = await qualityOf('hands', hand)
    expect(Math.abs(jitter! / 0.02 - 1)).toBeLessThan(0.15)
  })

  it('is none of a body that walks evenly before a camera that is not even', async () => {
    const body = makeMoving('pose', {
      frames: 60,
      timeS: (frame) => frame / 30 + 0.012 * (frame % 2),
      move: ([x, y], timeS) => [x + 0.1 * timeS, y],
    })
    expect((await qualityOf('pose', body)).jitter).toBeLessThan(1e-5)
  })

  it('marks the second that is much worse than is usual', async () => {
    const tremble = trembler(0.1 * palm)
    const hand = makeMoving('hand', {
      frames: 150,
      move: (place, timeS) => (timeS >= 2 && timeS < 2.99 ? tremble(place) : place),
    })
    const { jitter, flaws } = await qualityOf('hands', hand)
    expect(jitter).toBeLessThan(0.001)
    expect(flaws).toEqual([
      { kind: 'jitter', firstFrame: 60, lastFrame: 89, startUs: 2_000_000, endUs: 2_966_667 },
    ])
  })
})

describe('time', () => {
  it('without anybody is counted from frame to frame, the beginning and the end too', async () => {
    const isEmpty = (frame: number) => frame < 3 || (frame >= 30 && frame < 45) || frame >= 80
    const quality = await qualityOf('face', makeMoving('face', { rate: 10, frames: 90, isEmpty }))
    expect(quality).toMatchObject({
      ...{ durationMs: 8900, framesPerSecond: 10, detectedShare: 62 / 90, longestGapMs: 1500 },
      ...{ swaps: 0, lowestConfidence: null },
    })
    expect(quality.flaws).toEqual([
      gap([30, 44], 3_000_000, 4_500_000),
      gap([80, 89], 8_000_000, 8_900_000),
      gap([0, 2], 0, 300_000),
    ])
  })

  it('that is sampled sparsely tells of neither jitter nor swaps', async () => {
    const body = makeMoving('pose', { rate: 2, frames: 20, move: trembler(0.1) })
    expect(await qualityOf('pose', body)).toMatchObject({
      framesPerSecond: 2,
      jitter: null,
      swaps: null,
      flaws: [],
    })
  })

  it('of no frame at all is none', async () => {
    expect(await qualityOf('pose', [])).toEqual({
      ...{ durationMs: 0, framesPerSecond: null, framesDropped: null, detectedShare: 0 },
      ...{ longestGapMs: 0, jitter: null, swaps: null, lowestConfidence: null, flaws: [] },
    })
  })
})

describe('confidence', () => {
  it('is the mean visibility of the body that is in the picture', async () => {
    const body = makeMoving('pose', {
      frames: 60,
      // The legs are below the picture, and of course not seen.
      move: ([x, y]) => [x, y + 0.35],
      visibility: (name, frame) => {
        if (/knee|ankle/.test(name)) return 0
        return frame >= 20 && frame < 40 ? 0.3 : 0.9
      },
    })
    const { lowestConfidence, flaws } = await qualityOf('pose', body)
    expect(lowestConfidence).toBeCloseTo(0.3)
    expect(flaws).toEqual([
      {
        ...{ kind: 'low-confidence', firstFrame: 20, lastFrame: 39 },
        ...{ startUs: 666_667, endUs: 1_300_000 },
      },
    ])
  })
})

describe('swaps', () => {
  it('are not seen where the legs of a runner pass each other', async () => {
    const runner = makeMoving('pose', {
      frames: 90,
      // Seen from the side, three steps a second: ankles that pass each other within a frame.
      move: ([x, y], timeS, name) => {
        const stride = name.includes('ankle') ? 0.12 : name.includes('knee') ? 0.06 : 0
        const side = name.startsWith('left') ? 1 : -1
        const swing = 0.56 * stride * side * Math.sin(3 * Math.PI * timeS)
        return [stride > 0 ? 0.5 + swing : x, y]
      },
    })
    expect((await qualityOf('pose', runner)).swaps).toBe(0)
  })
})

function gap([firstFrame, lastFrame]: readonly [number, number], startUs: number, endUs: number) {
  return { kind: 'gap', firstFrame, lastFrame, startUs, endUs }
}
