import { describe, expect, it } from 'vitest'
import { calibrationSchema, expectedMsPerPhoto } from '../../common/calibration'
import { defaultTrackingOptions, type Task, type TrackingOptions } from '../../common/tasks'
import { someCalibration } from '../calibrations'

function expected(task: Task, change: Partial<TrackingOptions>, workers: number) {
  const options = { ...defaultTrackingOptions(task), ...change }
  return expectedMsPerPhoto(someCalibration, options, workers)
}

describe('the expected time of a photo', () => {
  it('is that of one worker at its size', () => {
    expect(expected('face', { inputLongSidePx: 640 }, 1)).toBeCloseTo(100)
    expect(expected('face', { inputLongSidePx: 1280 }, 1)).toBeCloseTo(200)
  })

  it('lies between two measured sizes, and is that of the nearest beyond them', () => {
    const at = (inputLongSidePx: number) => expected('pose', { inputLongSidePx }, 1)
    expect(at(960)).toBeCloseTo(150)
    expect(at(64)).toBeCloseTo(100)
    expect(at(8192)).toBeCloseTo(200)
  })

  it('falls with the workers as it was measured, and no further beyond', () => {
    const with_ = (workers: number) => expected('hands', {}, workers)
    expect(with_(2)).toBeCloseTo(200 / 1.8)
    expect(with_(3)).toBeCloseTo(200 / 2.4)
    expect(with_(4)).toBeCloseTo(200 / 3)
    expect(with_(64)).toBeCloseTo(200 / 3)
  })

  it('is unknown where nothing was measured with such options', () => {
    expect(expectedMsPerPhoto(null, defaultTrackingOptions('face'), 1)).toBeUndefined()
    expect(expected('pose', { modelVariant: 'heavy' }, 1)).toBeUndefined()
    expect(expected('face', { maxSubjects: 5 }, 1)).toBeUndefined()
  })

  it('asks for the same model only where a task has several', () => {
    expect(expected('face', { modelVariant: 'heavy' }, 1)).toBeCloseTo(200)
  })
})

it('a calibration survives being written to the settings and read again', () => {
  const read: unknown = JSON.parse(JSON.stringify(someCalibration))
  expect(calibrationSchema.parse(read)).toEqual(someCalibration)
})
