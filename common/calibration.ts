import { z } from 'zod'
import { hasModelVariants, modelVariants, tasks, type TrackingOptions } from './tasks'

const photosPerSecond = z.number().positive()

const sizeSpeedSchema = z.object({
  inputLongSidePx: z.int().positive(),
  photosPerSecond,
  /** Hands, faces or people found in the sample photo. To find fewer is faster, but no gain. */
  subjectsFound: z.int().nonnegative(),
})
export type SizeSpeed = Readonly<z.infer<typeof sizeSpeedSchema>>

/** How fast one worker is with a task, at each of some sizes. */
export const taskCalibrationSchema = z.object({
  /** What it was measured with: other options are another speed. */
  modelVariant: z.enum(modelVariants),
  maxSubjects: z.int().min(1),
  /** From the smallest size to the largest. */
  inputSizes: z.array(sizeSpeedSchema).min(1).readonly(),
  proposedInputLongSidePx: z.int().positive(),
})
export type TaskCalibration = Readonly<z.infer<typeof taskCalibrationSchema>>

/** How fast some numbers of workers are together, all with the same task. */
export const workersCalibrationSchema = z.object({
  task: z.enum(tasks),
  /** From the fewest to the most. */
  measured: z
    .array(z.object({ workers: z.int().positive(), photosPerSecond }))
    .min(1)
    .readonly(),
  proposedWorkers: z.int().min(1).max(64),
})
export type WorkersCalibration = Readonly<z.infer<typeof workersCalibrationSchema>>

/** How fast this machine is, and what follows from it. */
export const calibrationSchema = z.object({
  measuredAt: z.iso.datetime(),
  tasks: z.object({
    hands: taskCalibrationSchema,
    face: taskCalibrationSchema,
    pose: taskCalibrationSchema,
    holistic: taskCalibrationSchema,
  }),
  workers: workersCalibrationSchema,
})
export type Calibration = Readonly<z.infer<typeof calibrationSchema>>

/** What is measured now. */
export const calibrationStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('input-sizes'), task: z.enum(tasks) }),
  z.object({ kind: z.literal('workers') }),
])
export type CalibrationStep = Readonly<z.infer<typeof calibrationStepSchema>>

export const calibrationProgressSchema = z.object({
  step: calibrationStepSchema,
  /** Share of the whole calibration that is done, 0 to 1. */
  share: z.number().min(0).max(1),
})
export type CalibrationProgress = Readonly<z.infer<typeof calibrationProgressSchema>>

/**
 * The time by the clock that a batch needs for each photo, in milliseconds; undefined where nothing
 * was measured with this task, model and number of subjects. Sizes and numbers of workers between
 * two measured ones lie on the line between these; beyond the last there is nothing to go by, and
 * the nearest counts.
 */
export function expectedMsPerPhoto(
  calibration: Calibration | null,
  options: TrackingOptions,
  workers: number,
): number | undefined {
  const measured = calibration?.tasks[options.task]
  if (!calibration || !measured || !isMeasuredFor(measured, options)) return undefined
  const msOfOneWorker = valueAt(
    measured.inputSizes.map((size) => ({
      x: size.inputLongSidePx,
      y: 1000 / size.photosPerSecond,
    })),
    options.inputLongSidePx,
  )
  return msOfOneWorker / gainOfWorkers(calibration.workers, workers)
}

/** Whether as much was found at this size as at the best of all that were measured. */
export function findsAll(
  { inputSizes }: Pick<TaskCalibration, 'inputSizes'>,
  size: SizeSpeed,
): boolean {
  return inputSizes.every(({ subjectsFound }) => subjectsFound <= size.subjectsFound)
}

/** Whether these options are as fast as what was measured, input size and workers apart. */
export function isMeasuredFor(measured: TaskCalibration, options: TrackingOptions): boolean {
  const isSameModel =
    !hasModelVariants(options.task) || measured.modelVariant === options.modelVariant
  return isSameModel && measured.maxSubjects === options.maxSubjects
}

/** How many times as fast as one worker so many are. */
function gainOfWorkers({ measured }: WorkersCalibration, workers: number): number {
  const points = measured.map((each) => ({ x: each.workers, y: each.photosPerSecond }))
  return valueAt(points, workers) / valueAt(points, 1)
}

interface Point {
  readonly x: number
  readonly y: number
}

/** @param points at least one, by rising `x`. */
function valueAt(points: readonly Point[], x: number): number {
  const right = points.find((point) => point.x >= x) ?? points.at(-1)!
  const left = points.findLast((point) => point.x <= x) ?? points[0]!
  if (right.x <= left.x) return right.y
  return left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x)
}
