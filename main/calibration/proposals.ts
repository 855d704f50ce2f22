import { findsAll, type SizeSpeed, type WorkersCalibration } from '../../common/calibration'

/** Long side of the sample photo: at larger sizes nothing can be measured with it. */
const sampleLongSidePx = 1920

const comparedSizesPx = [640, 960, 1280, sampleLongSidePx]

/** The sizes to compare, rising; the one that is set now is among them where it can be. */
export function sizesToMeasure(presentPx: number): readonly number[] {
  return rising(presentPx < sampleLongSidePx ? [...comparedSizesPx, presentPx] : comparedSizesPx)
}

/** A larger size keeps more of a picture's detail: it is worth a tenth of the speed. */
const worthOfDetail = 0.1

/** The largest size that is nearly as fast as the fastest, of those that find all there is. */
export function proposeInputSize(inputSizes: readonly SizeSpeed[]): number {
  const good = inputSizes.filter((size) => findsAll({ inputSizes }, size))
  const fastest = Math.max(...good.map(({ photosPerSecond }) => photosPerSecond))
  const fast = good.filter(
    ({ photosPerSecond }) => photosPerSecond >= fastest * (1 - worthOfDetail),
  )
  return Math.max(...fast.map(({ inputLongSidePx }) => inputLongSidePx))
}

export interface WorkersToMeasure {
  readonly physicalCores: number
  /** Hardware threads: what the system shows as processors. */
  readonly logicalCores: number
  /** The number that is set now. */
  readonly present: number
  /** How many the memory bears. */
  readonly most: number
}

/** The numbers of workers to compare, rising. 1 is always among them: gains are told against it. */
export function workersToMeasure(options: WorkersToMeasure): readonly number[] {
  const { physicalCores, logicalCores, present, most } = options
  const limit = Math.max(1, Math.min(logicalCores, most))
  const wanted = [physicalCores, logicalCores].map((count) => Math.min(count, limit))
  return rising([1, ...wanted, ...(present <= limit ? [present] : [])])
}

/** Less than this is not worth the memory of another process. */
const leastGain = 0.05

/** The fewest workers that are nearly as fast as the fastest number of them. */
export function proposeWorkers(measured: WorkersCalibration['measured']): number {
  const fastest = Math.max(...measured.map(({ photosPerSecond }) => photosPerSecond))
  const fast = measured.filter(({ photosPerSecond }) => fastest < photosPerSecond * (1 + leastGain))
  return Math.min(...fast.map(({ workers }) => workers))
}

export interface MemoryForWorkers {
  /** Of one worker that has done some photos. */
  readonly workerBytes: number
  /** What the machine has left beside that worker. */
  readonly availableBytes: number
  /** What must be left of it. */
  readonly reserveBytes: number
}

/** How many workers the memory bears, at least the one that is there. */
export function workersBorne(memory: MemoryForWorkers): number {
  const { workerBytes, availableBytes, reserveBytes } = memory
  return 1 + Math.max(0, Math.floor((availableBytes - reserveBytes) / workerBytes))
}

function rising(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}
