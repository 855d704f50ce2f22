import { describe, expect, it } from 'vitest'
import {
  proposeInputSize,
  proposeWorkers,
  sizesToMeasure,
  workersBorne,
  workersToMeasure,
} from '../../../main/calibration/proposals'

const sizes = (...speeds: [px: number, photosPerSecond: number, subjectsFound?: number][]) =>
  speeds.map(([inputLongSidePx, photosPerSecond, subjectsFound = 2]) => {
    return { inputLongSidePx, photosPerSecond, subjectsFound }
  })

const numbers = (...speeds: [workers: number, photosPerSecond: number][]) =>
  speeds.map(([workers, photosPerSecond]) => ({ workers, photosPerSecond }))

describe('the proposed input size', () => {
  it('is the largest that reaches nine tenths of the fastest', () => {
    expect(proposeInputSize(sizes([640, 10], [960, 9.5], [1280, 9], [1920, 8.9]))).toBe(1280)
  })

  it('is the largest where all are as fast', () => {
    expect(proposeInputSize(sizes([640, 7], [960, 7], [1280, 7], [1920, 7]))).toBe(1920)
  })

  it('may be a larger one although one between is slower', () => {
    expect(proposeInputSize(sizes([640, 10], [960, 5], [1280, 9.5]))).toBe(1280)
  })

  it('is none at which less is found, however fast that makes it', () => {
    expect(proposeInputSize(sizes([64, 20, 0], [640, 12, 1], [960, 6], [1280, 5.9]))).toBe(1280)
  })

  it('is the smallest where all others are much slower', () => {
    expect(proposeInputSize(sizes([640, 10], [960, 8], [1280, 5]))).toBe(640)
  })
})

describe('the sizes that are compared', () => {
  it('have the present one among them, unless the sample photo is too small for it', () => {
    expect(sizesToMeasure(1280)).toEqual([640, 960, 1280, 1920])
    expect(sizesToMeasure(800)).toEqual([640, 800, 960, 1280, 1920])
    expect(sizesToMeasure(4096)).toEqual([640, 960, 1280, 1920])
  })
})

describe('the proposed number of workers', () => {
  it('is the one with the most photos a second', () => {
    expect(proposeWorkers(numbers([1, 10], [4, 35], [8, 40]))).toBe(8)
  })

  it('is a smaller one where more gain less than a twentieth', () => {
    expect(proposeWorkers(numbers([1, 10], [4, 35], [8, 36]))).toBe(4)
  })

  it('is one where more are no faster', () => {
    expect(proposeWorkers(numbers([1, 10], [2, 9.8]))).toBe(1)
  })
})

describe('the numbers of workers that are compared', () => {
  const machine = { physicalCores: 4, logicalCores: 8, present: 4, most: 64 }

  it('are one, the cores, the hardware threads, and the present number', () => {
    expect(workersToMeasure(machine)).toEqual([1, 4, 8])
    expect(workersToMeasure({ ...machine, present: 6 })).toEqual([1, 4, 6, 8])
    expect(workersToMeasure({ ...machine, logicalCores: 4 })).toEqual([1, 4])
  })

  it('are no more than the memory bears or the machine has threads', () => {
    expect(workersToMeasure({ ...machine, most: 6 })).toEqual([1, 4, 6])
    expect(workersToMeasure({ ...machine, most: 1 })).toEqual([1])
    expect(workersToMeasure({ ...machine, present: 40 })).toEqual([1, 4, 8])
  })
})

it('memory bears as many more workers as fit beside the reserve, and always the one there is', () => {
  const memory = { workerBytes: 300, availableBytes: 1000, reserveBytes: 100 }
  expect(workersBorne(memory)).toBe(4)
  expect(workersBorne({ ...memory, availableBytes: 50 })).toBe(1)
})
