import type { Calibration, TaskCalibration } from '../common/calibration'

/** A task that takes 100 ms at 640 pixels and 200 at 1280, with one worker. */
export const slowAtLargeSizes: TaskCalibration = {
  modelVariant: 'lite',
  maxSubjects: 1,
  inputSizes: [
    { inputLongSidePx: 640, photosPerSecond: 10, subjectsFound: 1 },
    { inputLongSidePx: 1280, photosPerSecond: 5, subjectsFound: 1 },
  ],
  proposedInputLongSidePx: 640,
}

/** Of a machine on which four workers are three times as fast as one. */
export const someCalibration: Calibration = {
  measuredAt: '2026-01-02T03:04:05.678Z',
  tasks: {
    hands: { ...slowAtLargeSizes, maxSubjects: 2 },
    face: slowAtLargeSizes,
    pose: slowAtLargeSizes,
    holistic: { ...slowAtLargeSizes, proposedInputLongSidePx: 1280 },
  },
  workers: {
    task: 'hands',
    measured: [
      { workers: 1, photosPerSecond: 5 },
      { workers: 2, photosPerSecond: 9 },
      { workers: 4, photosPerSecond: 15 },
    ],
    proposedWorkers: 4,
  },
}
