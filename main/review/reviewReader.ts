import type { DuckDBConnection } from '@duckdb/node-api'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { applyEditsToRange } from '../../common/edits/applyEdits'
import {
  applyEditsToSeries,
  type Series,
  type SeriesKey,
} from '../../common/edits/applyEditsToSeries'
import type { FrameSpan } from '../../common/edits/span'
import { placeOf, type Moment } from '../../common/edits/timeline'
import type { EntryId } from '../../common/entries'
import { partTables } from '../../common/export/parts'
import { everythingOf } from '../../common/export/trackedVideo'
import { fieldRefName, type FieldRef } from '../../common/measures/block'
import { compileMeasure } from '../../common/measures/compile'
import type { Numbers } from '../../common/measures/values'
import type { FrameLandmarks } from '../../common/landmarks'
import type {
  Curve,
  CurveKey,
  LandmarkCurveKey,
  MeasureCurveKey,
  ReviewRange,
  ReviewTimeline,
} from '../../common/review'
import type { Task } from '../../common/tasks'
import { readFrames, readTimeline } from '../export/readVideo'
import type { Library } from '../library/library'
import { frameConfidencesSql } from '../quality/confidenceSql'
import { differenceSql } from './differenceSql'

interface OpenResult {
  readonly id: EntryId
  readonly timeline: Promise<readonly Moment[]>
  readonly task: Promise<Task>
}

/** The one that is reviewed, and the one it is compared with. */
const mostOpen = 2

/** Reads what a review shows of a result, a little at a time. */
export class ReviewReader {
  readonly #library: Library
  /** The results that were asked for last: their timelines are needed again with each question. */
  readonly #open: OpenResult[] = []

  constructor(library: Library) {
    this.#library = library
  }

  async readTimeline(id: EntryId): Promise<ReviewTimeline> {
    // Whoever opens a result anew may do so because it has changed.
    this.#forget(id)
    return this.#with(async (connection) => {
      const sql = `SELECT frame, any_value(timestamp_us), count(DISTINCT subject) FROM detections
        WHERE source_id = ${id} GROUP BY frame ORDER BY frame`
      const rows = (await connection.runAndReadAll(sql)).getRowsJS()
      return {
        frames: Uint32Array.from(rows, ([frame]) => Number(frame)),
        timesUs: Float64Array.from(rows, ([, timeUs]) => Number(timeUs)),
        subjects: Uint8Array.from(rows, ([, , subjects]) => Number(subjects)),
      }
    })
  }

  /** As `reviewConfidenceSchema` says. */
  async readConfidence(id: EntryId): Promise<Float32Array<ArrayBuffer> | null> {
    const { task } = await this.#find(id)
    if (task === 'face') return null
    return this.#with(async (connection) => {
      const reader = await connection.runAndReadAll(frameConfidencesSql(id))
      return Float32Array.from(reader.getRowsJS(), ([, confidence]) =>
        confidence === null ? NaN : Number(confidence),
      )
    })
  }

  /** Frames that are trimmed away are left out. */
  async readFrames({ id, start, count, isEdited }: ReviewRange): Promise<FrameLandmarks[]> {
    const { timeline, task } = await this.#find(id)
    const needs = everythingOf(task)
    const moments = timeline.slice(start, start + count)
    const [first, last] = [moments[0], moments.at(-1)]
    if (first === undefined || last === undefined) return []
    const steps = isEdited ? await this.#library.edits.read(id) : []
    return this.#with(async (connection) => {
      const read = ({ firstFrame, lastFrame }: FrameSpan): AsyncIterable<FrameLandmarks> => {
        const [from, to] = [placeOf(timeline, firstFrame), placeOf(timeline, lastFrame + 1)]
        return readFrames(connection, id, timeline.slice(from, to), needs)
      }
      const range = { firstFrame: first.frame, lastFrame: last.frame }
      return collect(applyEditsToRange(read, range, steps, { timeline, pause: () => nextTurn() }))
    })
  }

  /** @throws MeasureError if it is one of a measure that the result's task does not have. */
  async readCurve(id: EntryId, key: CurveKey): Promise<Curve> {
    if (key.kind === 'difference') {
      return { tracked: await this.#readDifference(id, key.otherId), edited: null }
    }
    const { timeline, task } = await this.#find(id)
    const steps = await this.#library.edits.read(id)
    return this.#with(async (connection) => {
      const read = (wanted: SeriesKey): Promise<Series> =>
        readSeries(connection, id, timeline, wanted)
      const surroundings = { timeline, pause: () => nextTurn() }
      const readEdited = (wanted: SeriesKey): Promise<Series> =>
        applyEditsToSeries(read, wanted, steps, surroundings)
      const curveOf = await this.#curveReader(id, key, { task, timeline })
      return {
        tracked: await curveOf(read),
        edited: steps.length === 0 ? null : await curveOf(readEdited),
      }
    })
  }

  /** What makes a curve of the series that it comes from. */
  async #curveReader(
    id: EntryId,
    key: LandmarkCurveKey | MeasureCurveKey,
    { task, timeline }: { readonly task: Task; readonly timeline: readonly Moment[] },
  ): Promise<(read: (key: SeriesKey) => Promise<Series>) => Promise<Series>> {
    const { subject } = key
    if (key.kind === 'landmark') return (read) => read(seriesKey(subject, key))
    const { needs, evaluate } = compileMeasure(key.expression, task)
    const { widthPx, heightPx } = (await this.#library.entries.read(id)).summary
    const timesS = Float64Array.from(timeline, ({ timestampUs }) => timestampUs / 1e6)
    return async (read) => {
      const series = new Map<string, Numbers>()
      for (const need of needs) {
        series.set(fieldRefName(need), Float64Array.from(await read(seriesKey(subject, need))))
        await nextTurn()
      }
      const block = {
        ...{ timesS, heightInWidths: heightPx / widthPx },
        series: (ref: FieldRef) => series.get(fieldRefName(ref))!,
      }
      return Float32Array.from(evaluate(block))
    }
  }

  /** Both as they were tracked: what differs is then the tracking. */
  async #readDifference(id: EntryId, otherId: EntryId): Promise<Float32Array<ArrayBuffer>> {
    const { timeline } = await this.#find(id)
    const { widthPx, heightPx } = (await this.#library.entries.read(id)).summary
    return this.#with(async (connection) => {
      const sql = differenceSql(id, otherId, heightPx / widthPx)
      const rows = (await connection.runAndReadAll(sql)).getRowsJS()
      return onTimeline(timeline, rows)
    })
  }

  async #find(id: EntryId): Promise<{ timeline: readonly Moment[]; task: Task }> {
    const { timeline, task } = this.#open.find((open) => open.id === id) ?? this.#openResult(id)
    return { timeline: await timeline, task: await task }
  }

  #openResult(id: EntryId): OpenResult {
    const timeline = this.#with((connection) => readTimeline(connection, id))
    const opened = { id, timeline, task: this.#library.readTask(id) }
    this.#open.push(opened)
    if (this.#open.length > mostOpen) this.#open.shift()
    return opened
  }

  #forget(id: EntryId): void {
    const at = this.#open.findIndex((open) => open.id === id)
    if (at >= 0) this.#open.splice(at, 1)
  }

  async #with<T>(read: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#library.connect()
    try {
      return await read(connection)
    } finally {
      connection.closeSync()
    }
  }
}

function seriesKey(subject: number, { part, landmark, field }: FieldRef): SeriesKey {
  return { subject, part, landmark, field, topology: partTables[part].topology }
}

/** One number of each frame in which it is known. */
async function readSeries(
  connection: DuckDBConnection,
  id: EntryId,
  timeline: readonly Moment[],
  { subject, part, landmark, field }: SeriesKey,
): Promise<Series> {
  const sql = `SELECT frame, ${field}[${landmark + 1}] FROM detections
    WHERE source_id = ${id} AND subject = ${subject} AND part = '${part}' ORDER BY frame`
  return onTimeline(timeline, (await connection.runAndReadAll(sql)).getRowsJS())
}

/** The numbers of some frames in their places; NaN in all others. */
function onTimeline(
  timeline: readonly Moment[],
  rows: readonly (readonly unknown[])[],
): Float32Array<ArrayBuffer> {
  const series = new Float32Array(timeline.length).fill(NaN)
  for (const [frame, value] of rows) {
    if (value !== null) series[placeOf(timeline, Number(frame))] = Number(value)
  }
  return series
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}
