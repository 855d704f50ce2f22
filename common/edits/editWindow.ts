import { partTables } from '../export/parts'
import { landmarkStride, type FrameLandmarks, type PackedPart } from '../landmarks'
import { inOrder } from './frameEdit'
import { coordinateFields, type SeriesEdit } from './series'

/** How many numbers are edited between two pauses: some milliseconds of work. */
const numbersPerTurn = 30_000

/** One part of one subject over the frames of a window; undefined where it is missing. */
type Track = readonly (PackedPart | undefined)[]
type Points = PackedPart['points']

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
    const edited = await editPoints(track, timesS, [start, end], edit, pause)
    for (const [index, points] of edited.entries()) {
      const part = editedPart(track, start + index, points)
      if (part) parts[index]!.push(part)
    }
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

/** The part as edited. One that was missing is as the one before, but nobody is sure of it. */
function editedPart(track: Track, index: number, points: Points): PackedPart | undefined {
  const part = track[index]
  if (part !== undefined) return { ...part, points }
  if (points.every(Number.isNaN)) return undefined
  const before = track.findLast((part, place) => part !== undefined && place < index)!
  return { ...before, score: null, points }
}

/** The numbers of a track from `start` to `end`, all NaN where it is missing still. */
async function editPoints(
  track: Track,
  timesS: Float64Array,
  [start, end]: readonly [number, number],
  edit: SeriesEdit,
  pause: () => Promise<void>,
): Promise<Points[]> {
  const { part, points } = track.find((each) => each !== undefined)!
  const fields = coordinateFields.filter((field) => partTables[part].fields.includes(field))
  const nothing = new Float32Array(points.length).fill(NaN)
  const raw = track.map((part) => part?.points ?? nothing)
  const edited = raw.slice(start, end).map((points) => points.slice())
  const series = fields.map(() => new Float64Array(raw.length))
  const landmarksPerTurn = Math.ceil(numbersPerTurn / (raw.length * fields.length))
  for (let landmark = 0; landmark * landmarkStride < points.length; landmark += 1) {
    const at = landmark * landmarkStride
    gather(raw, at, series)
    for (const values of series) edit(timesS, values)
    putBack(series, at, edited, start)
    if (landmark % landmarksPerTurn === landmarksPerTurn - 1) await pause()
  }
  return edited
}

// The two loops below see every number of a recording. The coordinates of a landmark lie together, and
// those that a part has are the first of them.

function gather(raw: readonly Points[], at: number, series: readonly Float64Array[]): void {
  for (let index = 0; index < raw.length; index += 1) {
    const points = raw[index]!
    for (let offset = 0; offset < series.length; offset += 1) {
      series[offset]![index] = points[at + offset]!
    }
  }
}

function putBack(
  series: readonly Float64Array[],
  at: number,
  edited: readonly Points[],
  start: number,
): void {
  for (let index = 0; index < edited.length; index += 1) {
    const points = edited[index]!
    for (let offset = 0; offset < series.length; offset += 1) {
      points[at + offset] = series[offset]![start + index]!
    }
  }
}
