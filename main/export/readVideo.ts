import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { DuckDBListValue } from '@duckdb/node-api'
import type { Moment } from '../../common/edits/timeline'
import { partTables } from '../../common/export/parts'
import type { NamedSource } from '../../common/export/sourceNames'
import type { FormatNeeds, TrackedVideo } from '../../common/export/trackedVideo'
import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type Handedness,
  type LandmarkField,
  type PackedPart,
  type PartName,
} from '../../common/landmarks'
import type { Task } from '../../common/tasks'
import { topologies } from '../../common/topologies'

/** Frames that are sorted and in memory at a time: quickly done, so that main is never late. */
const framesPerRead = 32

/** A video of the library that is done, to be read frame by frame as often as a format needs. */
export async function readVideo(
  connection: DuckDBConnection,
  { job, source }: NamedSource,
  task: Task,
  needs: FormatNeeds,
): Promise<TrackedVideo> {
  if (job.state.kind !== 'done') throw new Error(`${source} is not tracked.`)
  const { widthPx, heightPx } = job.state.summary
  const timeline = await readTimeline(connection, job.id)
  return {
    ...{ task, source, widthPx, heightPx },
    timesS: timeline.map(({ timestampUs }) => timestampUs / 1e6),
    subjects: await readSubjects(connection, job.id, needs),
    frames: () => readFrames(connection, job.id, timeline, needs),
  }
}

/** All tracked frames of a source, in order. */
export async function readTimeline(
  connection: DuckDBConnection,
  sourceId: number,
): Promise<Moment[]> {
  const sql = `SELECT DISTINCT frame, timestamp_us FROM detections
    WHERE source_id = ${sourceId} ORDER BY frame`
  const rows = (await connection.runAndReadAll(sql)).getRowsJS()
  return rows.map(([frame, timestampUs]) => ({
    frame: Number(frame),
    timestampUs: Number(timestampUs),
  }))
}

async function readSubjects(
  connection: DuckDBConnection,
  sourceId: number,
  { parts }: FormatNeeds,
): Promise<number[]> {
  const sql = `SELECT DISTINCT subject FROM detections
    WHERE source_id = ${sourceId} AND part IN (${quoted(parts)}) ORDER BY subject`
  return (await connection.runAndReadAll(sql)).getRowsJS().map(([subject]) => Number(subject))
}

/** The landmarks of these frames, as they were tracked. */
export async function* readFrames(
  connection: DuckDBConnection,
  sourceId: number,
  timeline: readonly Moment[],
  needs: FormatNeeds,
): AsyncGenerator<FrameLandmarks> {
  for (let start = 0; start < timeline.length; start += framesPerRead) {
    const moments = timeline.slice(start, start + framesPerRead)
    const parts = await readParts(connection, sourceId, needs, [moments[0]!, moments.at(-1)!])
    for (const moment of moments) yield { ...moment, parts: parts.get(moment.frame) ?? [] }
  }
}

/** The parts of some frames, by frame. */
async function readParts(
  connection: DuckDBConnection,
  sourceId: number,
  { parts, fields }: FormatNeeds,
  [first, last]: readonly [Moment, Moment],
): Promise<Map<number, PackedPart[]>> {
  const sql = `SELECT frame, subject, part, handedness, score, ${fields.join(', ')} FROM detections
    WHERE source_id = ${sourceId} AND frame BETWEEN ${first.frame} AND ${last.frame}
      AND part IN (${quoted(parts)})
    ORDER BY frame, subject, part`
  const rows = (await connection.runAndReadAll(sql)).getRows()
  const partsOfFrames = new Map<number, PackedPart[]>()
  for (const [frame, ...cells] of rows) {
    const part = packedPart(cells, fields)
    const ofFrame = partsOfFrames.get(Number(frame))
    if (ofFrame === undefined) partsOfFrames.set(Number(frame), [part])
    else ofFrame.push(part)
  }
  return partsOfFrames
}

function packedPart(cells: readonly DuckDBValue[], fields: readonly LandmarkField[]): PackedPart {
  const [subject, part, handedness, score, ...lists] = cells
  const { topology } = partTables[part as PartName]
  const length = topologies[topology].landmarks.length * landmarkStride
  const points = new Float32Array(length).fill(NaN)
  for (const [index, field] of fields.entries()) {
    const list = lists[index]
    if (list instanceof DuckDBListValue) setField(points, landmarkFields.indexOf(field), list)
  }
  return {
    ...{ part: part as PartName, topology, subject: Number(subject), points },
    handedness: handedness as Handedness | null,
    score: score as number | null,
  }
}

function setField(points: Float32Array, offset: number, { items }: DuckDBListValue): void {
  for (const [index, value] of items.entries()) {
    if (value !== null) points[index * landmarkStride + offset] = Number(value)
  }
}

function quoted(parts: readonly PartName[]): string {
  return parts.map((part) => `'${part}'`).join(', ')
}
