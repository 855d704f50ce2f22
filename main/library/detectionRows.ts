import {
  BIGINT,
  DuckDBDataChunk,
  ENUM8,
  FLOAT,
  LIST,
  listValue,
  UINTEGER,
  type DuckDBListValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import {
  landmarkFields,
  landmarkStride,
  partNames,
  type FrameLandmarks,
  type PackedPart,
} from '../../common/landmarks'
import { topologies } from '../../common/topologies'
import { handednessNames } from './schema'

/** Rows packed in one go: some milliseconds of work at most, whatever the task. */
const rowsPerChunk = 40

const columnTypes = [
  UINTEGER,
  UINTEGER,
  BIGINT,
  UINTEGER,
  ENUM8(partNames),
  ENUM8(handednessNames),
  FLOAT,
  ...landmarkFields.map(() => LIST(FLOAT)),
]

/** Throws if a part has not as many numbers as its topology asks for. */
export function checkFrames(frames: readonly FrameLandmarks[]): void {
  for (const { frame, parts } of frames) {
    for (const { part, topology, points } of parts) {
      if (points.length !== topologies[topology].landmarks.length * landmarkStride) {
        throw new RangeError(`Frame ${frame}: ${points.length} numbers are no ${part}`)
      }
    }
  }
}

/** Cuts frames into runs that are quickly packed, one after the other. */
export function splitFrames(frames: readonly FrameLandmarks[]): readonly FrameLandmarks[][] {
  const runs: FrameLandmarks[][] = []
  let rowsLeft = 0
  for (const frame of frames) {
    if (rowsLeft <= 0) {
      runs.push([])
      rowsLeft = rowsPerChunk
    }
    runs.at(-1)?.push(frame)
    rowsLeft -= Math.max(1, frame.parts.length)
  }
  return runs
}

/** The rows of the table `detections` for some frames of a source: see schema.ts. */
export function packDetections(
  sourceId: number,
  frames: readonly FrameLandmarks[],
): DuckDBDataChunk {
  const rows = frames.flatMap((frame) => frameRows(sourceId, frame))
  const chunk = DuckDBDataChunk.create(columnTypes, rows.length)
  chunk.setRows(rows)
  return chunk
}

function frameRows(sourceId: number, { frame, timestampUs, parts }: FrameLandmarks) {
  const parent = [sourceId, frame, BigInt(timestampUs)]
  if (parts.length === 0) return [[...parent, ...nothingFound]]
  return parts.map((part) => [...parent, ...partValues(part)])
}

const nothingFound = columnTypes.slice(3).map(() => null)

function partValues({ subject, part, handedness, score, points }: PackedPart): DuckDBValue[] {
  const lists = landmarkFields.map((_, offset) => fieldList(points, offset))
  return [subject, part, handedness, score, ...lists]
}

/** Every `landmarkStride`-th number, unknown ones as null; null if none is known. */
function fieldList(points: Float32Array, offset: number): DuckDBListValue | null {
  const items: (number | null)[] = []
  let isAnyKnown = false
  for (let index = offset; index < points.length; index += landmarkStride) {
    const value = points[index]!
    const isKnown = Number.isFinite(value)
    isAnyKnown ||= isKnown
    items.push(isKnown ? value : null)
  }
  return isAnyKnown ? listValue(items) : null
}
