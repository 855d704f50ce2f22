import { landmarkStride, type FrameLandmarks, type PackedPart } from '../landmarks'
import { inOrder } from './frameEdit'
import { coordinateFields, type SeriesEdit } from './series'

/** How many numbers are edited between two pauses: some milliseconds of work. */
const numbersPerTurn = 100_000

/** One part of one subject over the frames of a window; undefined where it is missing. */
type Track = readonly (PackedPart | undefined)[]

/**
 * Edits all series of some frames that follow each other, and answers those of them from `start`
 * (included) to `end` (excluded); the others are only looked at.
 */
export async function editWindow(
  frames: readonly FrameLandmarks[],
  [start, end]: readonly [start: number, end: number],
  edit: SeriesEdit,
  pause: () => Promise<void>,
): Promise<FrameLandmarks[]> {
  const timesS = Float64Array.from(frames, ({ timestampUs }) => timestampUs / 1e6)
  const parts: PackedPart[][] = Array.from({ length: end - start }, () => [])
  for (const track of tracksOf(frames)) {
    const edited = await editTrack(track, timesS, [start, end], edit, pause)
    for (const [index, part] of edited.entries()) if (part) parts[index]!.push(part)
  }
  return parts.map((own, index) => ({ ...frames[start + index]!, parts: inOrder(own) }))
}

function tracksOf(frames: readonly FrameLandmarks[]): Track[] {
  const tracks = new Map<string, (PackedPart | undefined)[]>()
  for (const [index, { parts }] of frames.entries()) {
    for (const part of parts) {
      const key = `${part.subject} ${part.part}`
      let track = tracks.get(key)
      if (track === undefined) tracks.set(key, (track = Array.from(frames, () => undefined)))
      track[index] = part
    }
  }
  return [...tracks.values()]
}

/** The track's parts from `start` to `end`, some of which may be there for the first time. */
async function editTrack(
  track: Track,
  timesS: Float64Array,
  [start, end]: readonly [number, number],
  edit: SeriesEdit,
  pause: () => Promise<void>,
): Promise<(PackedPart | undefined)[]> {
  const edited = track
    .slice(start, end)
    .map((part) => part && { ...part, points: part.points.slice() })
  const series = coordinateFields.map(() => new Float64Array(track.length))
  const length = track.find((part) => part !== undefined)!.points.length
  let numbers = 0
  for (let at = 0; at < length; at += landmarkStride) {
    gather(track, at, series)
    for (const [offset, values] of series.entries()) {
      if (values.every(Number.isNaN)) continue
      edit(timesS, values)
      putBack(values.subarray(start, end), at + offset, edited, (index) =>
        missingPart(track, start + index),
      )
    }
    numbers += track.length * series.length
    if (numbers < numbersPerTurn) continue
    numbers = 0
    await pause()
  }
  return edited
}

// The two loops below see every number of a recording.

function gather(track: Track, at: number, series: readonly Float64Array[]): void {
  for (let index = 0; index < track.length; index += 1) {
    const part = track[index]
    for (let offset = 0; offset < series.length; offset += 1) {
      series[offset]![index] = part === undefined ? NaN : part.points[at + offset]!
    }
  }
}

function putBack(
  values: Float64Array,
  at: number,
  parts: (PackedPart | undefined)[],
  createPart: (index: number) => PackedPart,
): void {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!
    if (Number.isNaN(value)) continue
    const part = (parts[index] ??= createPart(index))
    part.points[at] = value
  }
}

/** A part where it was not found: as the one before, but nobody is sure of anything. */
function missingPart(track: Track, index: number): PackedPart {
  const before = track.findLast((part, place) => part !== undefined && place < index)!
  return { ...before, score: null, points: new Float32Array(before.points.length).fill(NaN) }
}
