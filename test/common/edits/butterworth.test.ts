import { describe, expect, it } from 'vitest'
import type { ButterworthStep } from '../../../common/edits/butterworthSections'
import { close, edited } from './seriesOf'

const sixHz: ButterworthStep = { kind: 'butterworth', cutoffHz: 6, order: 2 }

const times = Array.from({ length: 60 }, (_, index) => index / 30)
const motion = (t: number): number =>
  Math.sin(2 * Math.PI * 1.5 * t) + 0.3 * Math.cos(2 * Math.PI * 9 * t) + 0.2 * t

// SciPy 1.17.1: t = np.arange(60) / 30; x = sin(2 pi 1.5 t) + 0.3 cos(2 pi 9 t) + 0.2 t;
// w = arctan(tan(pi 6 / 30) / (sqrt(2) - 1) ** (1 / (2 * order))) * 2 / pi;
// y = sosfiltfilt(butter(order, w, output='sos'), x); y[[0, 1, 2, 15, 30, 58, 59]]
const ofSciPy = {
  2: [
    ...[0.3000305936428236, 0.270244684369586, 0.5147652089593115, -0.9464217686657035],
    ...[0.2473558152267028, -0.22555704728505716, -0.008248245590942727],
  ],
  4: [
    ...[0.2999512384185611, 0.3107358132132222, 0.5082331994222211, -0.9043487908423863],
    ...[0.2043019930406831, -0.19970086353135857, -0.008398294718627498],
  ],
}

describe('a Butterworth filter', () => {
  it.each([2, 4] as const)('of order %i has the numbers of SciPy', (order) => {
    const filtered = edited({ ...sixHz, order }, times.map(motion))
    const places = [0, 1, 2, 15, 30, 58, 59]
    expect(places.map((place) => filtered[place])).toEqual(close(ofSciPy[order]))
  })

  it.each([2, 4] as const)('of order %i halves the power at its cutoff, without delay', (order) => {
    const atCutoff = Array.from({ length: 600 }, (_, index) =>
      Math.sin((2 * Math.PI * 6 * index) / 30),
    )
    const filtered = edited({ ...sixHz, order }, atCutoff).slice(200, 400)
    const expected = atCutoff.slice(200, 400).map((value) => value * Math.SQRT1_2)
    expect(filtered).toEqual(close(expected, 6))
  })

  it('leaves a straight line as it is, however its times lie, and dropped frames too', () => {
    const moments = [0, 1, 2.2, 3, 3.9, 5, 9, 10, 11.1, 12, 13, 14].map((place) => place / 30)
    const line = moments.map((t) => 0.25 + 2 * t)
    expect(edited(sixHz, line, moments)).toEqual(close(line, 5))
  })

  it('is little different where frames were dropped or came late', () => {
    const slow = (t: number): number => Math.sin(2 * Math.PI * t)
    const late = times.map((t, index) => t + 0.006 * Math.sin(index * 2.7))
    const whole = edited(sixHz, late.map(slow), late) as number[]
    const isKept = (index: number): boolean => ![20, 34, 45].includes(index)
    const kept = late.filter((_, index) => isKept(index))
    const holed = edited(sixHz, kept.map(slow), kept) as number[]
    const differences = whole
      .filter((_, index) => isKept(index))
      .map((value, index) => Math.abs(value - holed[index]!))
    const errors = late.slice(10, -10).map((t, index) => Math.abs(whole[index + 10]! - slow(t)))
    expect(Math.max(...errors)).toBeLessThan(0.002)
    expect(Math.max(...differences)).toBeLessThan(0.02)
  })

  it('begins anew after what is unknown, and after a second without a frame', () => {
    const values = times.map(motion)
    const [one, other] = [values.slice(0, 25), values.slice(30)]
    const apart = [...edited(sixHz, one), ...edited(sixHz, other)]
    const unknown = values.map((value, index) => (index >= 25 && index < 30 ? null : value))
    const filtered = edited(sixHz, unknown)
    expect(filtered.slice(25, 30)).toEqual(Array(5).fill(null))
    expect(filtered.filter((value) => value !== null)).toEqual(close(apart as number[]))
    const away = [...times.slice(0, 25), ...times.slice(30).map((t) => t + 1)]
    expect(edited(sixHz, [...one, ...other], away)).toEqual(close(apart as number[]))
  })

  it('leaves everything as it is where the cutoff is all that the frames can show', () => {
    const values = times.map(motion)
    expect(edited({ ...sixHz, cutoffHz: 14 }, values)).toEqual(values)
    expect(edited(sixHz, [0.5])).toEqual([0.5])
  })
})
