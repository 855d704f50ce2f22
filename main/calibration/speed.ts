import type { SizeSpeed, WorkersCalibration } from '../../common/calibration'
import type { TrackedPhoto } from './trialWorkers'

type WorkersSpeeds = WorkersCalibration['measured']

/**
 * How fast one worker is at each size. The sizes take turns, so that whatever else the machine does
 * slows all of them alike; one that comes last in a round comes first in the next, so that what
 * grows faster or slower in between favours none. Each has one turn at least.
 *
 * @param track tracks a photo at a size.
 */
export async function measureSizes(
  sizesPx: readonly number[],
  track: (sizePx: number) => Promise<TrackedPhoto>,
  forMs: number,
): Promise<readonly SizeSpeed[]> {
  const taken = sizesPx.map((sizePx) => ({ sizePx, photos: [] as TrackedPhoto[] }))
  const endMs = performance.now() + forMs
  for (let turn = 0; turn < taken.length || performance.now() < endMs; turn += 1) {
    const { sizePx, photos } = taken[placeOfTurn(turn, taken.length)]!
    photos.push(await track(sizePx))
  }
  return taken.map(({ sizePx, photos }) => ({
    inputLongSidePx: sizePx,
    photosPerSecond: 1000 / lowerQuartile(photos.map(({ durationMs }) => durationMs)),
    subjectsFound: Math.max(...photos.map((photo) => photo.subjectsFound)),
  }))
}

/** There and back: 0 1 2, 2 1 0, 0 1 2, and so on. */
function placeOfTurn(turn: number, places: number): number {
  const place = turn % places
  return Math.floor(turn / places) % 2 === 0 ? place : places - 1 - place
}

/** Rounds in which each number of workers has its turn. */
const rounds = 3

/**
 * How fast some numbers of workers are together, in turns as well; the best round of each counts.
 *
 * @param tracks one function for each worker that is there: has it track a photo.
 */
export async function measureWorkers(
  counts: readonly number[],
  tracks: readonly (() => Promise<unknown>)[],
  forMs: number,
): Promise<WorkersSpeeds> {
  const turnMs = forMs / (counts.length * rounds)
  const speeds = counts.map((workers) => ({ workers, eachRound: [] as number[] }))
  for (let round = 0; round < rounds; round += 1) {
    for (const { workers, eachRound } of speeds) {
      eachRound.push(await speedTogether(tracks.slice(0, workers), turnMs))
    }
  }
  return speeds.map(({ workers, eachRound }) => ({
    workers,
    photosPerSecond: Math.max(...eachRound),
  }))
}

async function speedTogether(
  tracks: readonly (() => Promise<unknown>)[],
  forMs: number,
): Promise<number> {
  const startMs = performance.now()
  const speeds = tracks.map(async (track) => {
    let photos = 0
    // Until the end of a photo: half a photo would be counted as none.
    do {
      await track()
      photos += 1
    } while (performance.now() - startMs < forMs)
    return (photos * 1000) / (performance.now() - startMs)
  })
  return (await Promise.all(speeds)).reduce((sum, speed) => sum + speed, 0)
}

/**
 * What else the machine does makes a photo slower, never faster. On two busy cores the sizes'
 * speeds relative to each other varied by a quarter less with this than with the median.
 */
function lowerQuartile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) / 4
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place % 1)
}
