import { describe, expect, it } from 'vitest'
import { landmarkStride, type PackedPart } from '../../common/landmarks'
import { createSmoothing } from '../../common/smoothing'

const framesPerSecond = 30

/** A hand whose every coordinate has one value. */
function hand(value: number, subject = 0): PackedPart {
  const points = new Float32Array(21 * landmarkStride).fill(value)
  const label = { part: 'hand', topology: 'hand', handedness: 'left', score: 0.9 } as const
  return { ...label, subject, points }
}

/** What becomes of x of the wrist of such hands, one a frame. */
function smoothed(smoothing: 'off' | 'light' | 'strong', values: readonly number[]): number[] {
  const smooth = createSmoothing(smoothing)
  return values.map((value, frame) => {
    const [part] = smooth([hand(value)], (frame / framesPerSecond) * 1e6)
    return part?.points[0] ?? NaN
  })
}

function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

/** A hand held still, as a tracker sees it: within two thousandths of the picture. */
const trembling = Array.from({ length: 300 }, (_, frame) => 0.5 + 0.002 * Math.sin(frame * 2.4))
/** A wave of the hand: half the picture in a third of a second. */
const waving = Array.from({ length: 40 }, (_, frame) => 0.2 + 0.5 * Math.min(1, frame / 10))

describe('smoothing', () => {
  it('leaves everything as it is when it is off', () => {
    expect(smoothed('off', waving)).toEqual(Array.from(Float32Array.from(waving)))
  })

  it('calms a trembling hand, the stronger the more', () => {
    const raw = spread(trembling.slice(30))
    const light = spread(smoothed('light', trembling).slice(30))
    const strong = spread(smoothed('strong', trembling).slice(30))
    expect(light).toBeLessThan(raw * 0.6)
    expect(strong).toBeLessThan(light * 0.7)
  })

  it('follows a wave of the hand within a frame and a half', () => {
    const frames = smoothed('light', waving)
    const late = waving.findIndex((value) => value >= 0.45)
    const followed = frames.findIndex((value) => value >= 0.45)
    expect(followed - late).toBeLessThanOrEqual(1)
    expect(Math.max(...smoothed('strong', waving))).toBeGreaterThan(0.69)
  })

  it('keeps subjects apart, and begins anew with one who was away', () => {
    const smooth = createSmoothing('strong')
    smooth([hand(0.1, 0), hand(0.9, 1)], 0)
    const [left, right] = smooth([hand(0.1, 0), hand(0.9, 1)], 33_000)
    expect([left?.points[0], right?.points[0]]).toEqual([Math.fround(0.1), Math.fround(0.9)])
    const [back] = smooth([hand(0.7, 0)], 2_000_000)
    expect(back?.points[0]).toBe(Math.fround(0.7))
  })

  it('leaves unknown numbers unknown, and visibility as the model gave it', () => {
    const smooth = createSmoothing('light')
    const part = hand(0.5)
    part.points[0] = NaN
    part.points[6] = 0.2
    smooth([part], 0)
    const next = hand(0.5)
    next.points[6] = 0.9
    const [after] = smooth([next], 33_000)
    expect([after?.points[0], after?.points[6]]).toEqual([0.5, Math.fround(0.9)])
    const [unknown] = smooth([part], 66_000)
    expect(unknown?.points[0]).toBeNaN()
  })
})
