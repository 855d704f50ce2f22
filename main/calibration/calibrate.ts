import { freemem, totalmem } from 'node:os'
import type {
  Calibration,
  CalibrationProgress,
  TaskCalibration,
  WorkersCalibration,
} from '../../common/calibration'
import { tasks, type Task } from '../../common/tasks'
import type { OpenRequest, WorkerProcess } from '../pool/workerProcess'
import { Progress } from './progress'
import {
  proposeInputSize,
  proposeWorkers,
  sizesToMeasure,
  workersBorne,
  workersToMeasure,
  type WorkersToMeasure,
} from './proposals'
import { measureSizes, measureWorkers } from './speed'
import { TrialWorkers, type TrackedPhoto, type TrialWorkersOptions } from './trialWorkers'

/** How long is measured, in milliseconds; starting processes and loading models comes on top. */
export interface CalibrationSlices {
  readonly sizesMs: Readonly<Record<Task, number>>
  readonly workersMs: number
}

/** A task that is slower needs longer for as many photos. */
export const defaultSlices: CalibrationSlices = {
  sizesMs: { hands: 2000, face: 1000, pose: 1500, holistic: 3500 },
  workersMs: 4000,
}

export interface CalibrateOptions extends TrialWorkersOptions {
  /** What to open a worker with for each task, options and all. */
  readonly openRequest: (task: Task) => Promise<OpenRequest>
  /** The task that numbers of workers are compared with. */
  readonly task: Task
  readonly workers: Omit<WorkersToMeasure, 'most'>
  readonly slices: CalibrationSlices
  readonly onProgress: (progress: CalibrationProgress) => void
}

/** A guess for the progress bar: starting a process, loading a model, a first photo. */
const openingMs = 1500
/** A guess at a worker that has not told its memory yet. */
const workerBytes = 500e6
const reserveShare = 0.05
const mostReserveBytes = 1e9

/**
 * Measures this machine with real worker processes. Rejects with a sentence for people, or with the
 * signal's reason; however it ends, no process is left.
 */
export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
  const { slices, onProgress, task, openRequest } = options
  const trial = new TrialWorkers(options)
  const progress = new Progress(expectedMs(slices), onProgress)
  try {
    const measured = new Map<Task, TaskCalibration>()
    for (const other of tasks.filter((each) => each !== task)) {
      progress.begin({ kind: 'input-sizes', task: other }, openingMs + slices.sizesMs[other])
      const request = await openRequest(other)
      const worker = await trial.open(request)
      measured.set(other, await measureTask(trial, worker, request, slices.sizesMs[other]))
      await trial.close(worker)
    }
    // Last, because its worker is needed once more.
    progress.begin({ kind: 'input-sizes', task }, openingMs + slices.sizesMs[task])
    const request = await openRequest(task)
    const worker = await trial.open(request)
    const ofTask = await measureTask(trial, worker, request, slices.sizesMs[task])
    measured.set(task, ofTask)
    progress.begin({ kind: 'workers' }, openingMs + slices.workersMs)
    const sizePx = ofTask.proposedInputLongSidePx
    const workers = await measureNumbers(trial, worker, { request, sizePx }, options)
    return {
      measuredAt: new Date().toISOString(),
      tasks: Object.fromEntries(measured) as Calibration['tasks'],
      workers,
    }
  } finally {
    progress.stop()
    await trial.closeAll()
  }
}

async function measureTask(
  trial: TrialWorkers,
  worker: WorkerProcess,
  { options }: OpenRequest,
  forMs: number,
): Promise<TaskCalibration> {
  const sizesPx = sizesToMeasure(options.inputLongSidePx)
  const track = (sizePx: number): Promise<TrackedPhoto> => trial.track(worker, sizePx)
  // A worker's first photo with people on it takes longer: code is still being compiled.
  await track(options.inputLongSidePx)
  const inputSizes = await measureSizes(sizesPx, track, forMs)
  return {
    modelVariant: options.modelVariant,
    maxSubjects: options.maxSubjects,
    inputSizes,
    proposedInputLongSidePx: proposeInputSize(inputSizes),
  }
}

async function measureNumbers(
  trial: TrialWorkers,
  first: WorkerProcess,
  { request, sizePx }: { readonly request: OpenRequest; readonly sizePx: number },
  { workers, slices, task }: CalibrateOptions,
): Promise<WorkersCalibration> {
  const most = workersBorne({
    workerBytes: first.vitals?.rssBytes ?? workerBytes,
    availableBytes: freemem(),
    reserveBytes: Math.min(totalmem() * reserveShare, mostReserveBytes),
  })
  const counts = workersToMeasure({ ...workers, most })
  const further = Array.from({ length: Math.max(...counts) - 1 }, () => trial.open(request))
  const tracks = [first, ...(await Promise.all(further))].map((worker) => {
    return (): Promise<unknown> => trial.track(worker, sizePx)
  })
  await Promise.all(tracks.map((track) => track()))
  const measured = await measureWorkers(counts, tracks, slices.workersMs)
  return { task, measured, proposedWorkers: proposeWorkers(measured) }
}

function expectedMs({ sizesMs, workersMs }: CalibrationSlices): number {
  const sizes = tasks.map((task) => openingMs + sizesMs[task])
  return sizes.reduce((sum, ms) => sum + ms, 0) + openingMs + workersMs
}
