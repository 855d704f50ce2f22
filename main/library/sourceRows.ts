import {
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  listValue,
  UINTEGER,
  VARCHAR,
  type DuckDBValue,
} from '@duckdb/node-api'
import { jobStateSchema, type Job, type JobState, type TrackingSummary } from '../../common/jobs'
import { mediaKindSchema } from '../../common/media'
import { packSentence, unpackSentence } from '../../common/sentenceSchema'
import { statement, type Change } from './writeQueue'

/** How work on a source ended. */
export type Outcome = Extract<JobState, { kind: 'done' | 'failed' | 'cancelled' }>

/** The columns of the table `sources` that say where a source stands. */
const stateColumns = {
  state: VARCHAR,
  reason: VARCHAR,
  message: VARCHAR,
  width_px: UINTEGER,
  height_px: UINTEGER,
  frames: UINTEGER,
  frames_detected: UINTEGER,
  subjects: UINTEGER,
  duration_ms: DOUBLE,
} as const

const columnTypes = [
  UINTEGER,
  UINTEGER,
  VARCHAR,
  VARCHAR,
  VARCHAR,
  BIGINT,
  ...Object.values(stateColumns),
]

const stateNames = Object.keys(stateColumns)
const setStateSql = `UPDATE sources
  SET ${stateNames.map((name, index) => `${name} = $${index + 1}`).join(', ')}`
const afterState = `$${stateNames.length + 1}`

/** Says where one source stands. */
export function setState(sourceId: number, state: JobState): Change {
  return statement(`${setStateSql} WHERE id = ${afterState}`, [...stateValues(state), sourceId])
}

/** The same for many. */
export function setStates(sourceIds: readonly number[], state: JobState): Change {
  return statement(`${setStateSql} WHERE id IN (SELECT unnest(${afterState}::UINTEGER[]))`, [
    ...stateValues(state),
    listValue(sourceIds),
  ])
}

export const selectSourcesSql = `SELECT id, name, path, media_kind, size_bytes,
  ${stateNames.join(', ')} FROM sources`

/** The rows of the table `sources` for some jobs, at most 2,048. */
export function packSources(batchId: number, jobs: readonly Job[]): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(columnTypes, jobs.length)
  chunk.setRows(
    jobs.map(({ id, name, path, mediaKind, sizeBytes, state }) => [
      ...[id, batchId, name, path, mediaKind, BigInt(sizeBytes)],
      ...stateValues(state),
    ]),
  )
  return chunk
}

/** The values of a state, in the order of the columns. What is in work counts as waiting. */
function stateValues(state: JobState): DuckDBValue[] {
  switch (state.kind) {
    case 'done':
      return [state.kind, null, null, ...summaryValues(state.summary)]
    case 'refused':
      return [state.kind, state.reason, packSentence(state.message), ...noSummary]
    case 'failed':
      return [state.kind, null, packSentence(state.message), ...noSummary]
    case 'cancelled':
      return [state.kind, null, null, ...noSummary]
    case 'waiting':
    case 'running':
      return ['waiting', null, null, ...noSummary]
  }
}

function summaryValues(summary: TrackingSummary): DuckDBValue[] {
  const { widthPx, heightPx, frames, framesDetected, subjects, durationMs } = summary
  return [widthPx, heightPx, frames, framesDetected, subjects, durationMs]
}

const noSummary = [null, null, null, null, null, null]

/** A row of `selectSourcesSql` as a job. */
export function toJob(row: Record<string, unknown>): Job {
  return {
    id: Number(row.id),
    name: String(row.name),
    path: String(row.path),
    mediaKind: mediaKindSchema.nullable().parse(row.media_kind),
    sizeBytes: Number(row.size_bytes),
    state: toState(row),
  }
}

function toState(row: Record<string, unknown>): JobState {
  return jobStateSchema.parse({
    kind: row.state,
    reason: row.reason,
    message: typeof row.message === 'string' ? unpackSentence(row.message) : null,
    summary: {
      widthPx: row.width_px,
      heightPx: row.height_px,
      frames: row.frames,
      framesDetected: row.frames_detected,
      subjects: row.subjects,
      durationMs: row.duration_ms,
    },
  })
}
