import type { z } from 'zod'
import type { Job } from '../../common/jobs'
import { recordingSummarySchema, type RecordingSummary } from '../../common/recording'
import { insertBatch, type NewBatch } from './batchRows'
import { packSources } from './sourceRows'
import { statement, type Change } from './writeQueue'

// A recording is a batch of exactly one source. All that only recordings have is JSON in the
// column `recording` of the batch; a batch of files has NULL there.

const storedRecordingSchema = recordingSummarySchema.pick({
  setup: true,
  ending: true,
  framesDropped: true,
  videoPath: true,
})
export type StoredRecording = Readonly<z.infer<typeof storedRecordingSchema>>

/** Reads the column `recording`. Throws if its JSON does not fit. */
export function readStoredRecording(json: unknown): StoredRecording | null {
  return typeof json === 'string' ? storedRecordingSchema.parse(JSON.parse(json)) : null
}

export const selectRecordingsSql = `
  SELECT batches.id, sources.id AS source_id, title, created_at, recording,
    frames, frames_detected, duration_ms
  FROM batches JOIN sources ON sources.batch_id = batches.id
  WHERE recording IS NOT NULL`

/** A recording with the id of its only source, whose frames are the recording's. */
export interface RecordingRow {
  readonly sourceId: number
  readonly summary: RecordingSummary
}

/** A row of `selectRecordingsSql`. Until a recording has ended, its frames are not counted. */
export function toRecording(row: Record<string, unknown>): RecordingRow {
  const summary = recordingSummarySchema.parse({
    ...readStoredRecording(row.recording),
    id: row.id,
    title: row.title,
    createdAt: row.created_at,
    frames: row.frames ?? 0,
    framesDetected: row.frames_detected ?? 0,
    durationMs: row.duration_ms ?? 0,
  })
  return { sourceId: Number(row.source_id), summary }
}

/** The rows of a recording that begins. */
export function insertRecording(
  id: number,
  sourceId: number,
  batch: NewBatch,
  recording: StoredRecording,
): Change[] {
  const source: Job = {
    ...{ id: sourceId, name: batch.title, path: recording.videoPath ?? '' },
    ...{ mediaKind: 'video', sizeBytes: 0 },
    state: { kind: 'waiting' },
  }
  return [
    insertBatch(id, batch, JSON.stringify(recording)),
    { kind: 'rows', table: 'sources', pack: () => packSources(id, [source]) },
  ]
}

/** The changes that end a recording: its frames are counted from what the tables hold by then. */
export function endRecording(
  { sourceId, summary }: RecordingRow,
  recording: StoredRecording,
  videoBytes: number,
): Change[] {
  const { widthPx, heightPx } = recording.setup
  return [
    statement('UPDATE batches SET recording = $1 WHERE id = $2', [
      ...[JSON.stringify(recording), summary.id],
    ]),
    statement(endSourceSql, [
      ...[sourceId, recording.videoPath ?? '', BigInt(videoBytes), widthPx, heightPx],
    ]),
  ]
}

const endSourceSql = `
  UPDATE sources SET state = 'done', path = $2, size_bytes = $3, width_px = $4, height_px = $5,
    frames = counted.frames, frames_detected = counted.frames_detected,
    subjects = counted.subjects, duration_ms = counted.duration_ms
  FROM (
    SELECT count(*) AS frames, count(*) FILTER (subjects > 0) AS frames_detected,
      coalesce(max(subjects), 0) AS subjects,
      coalesce(max(timestamp_us) - min(timestamp_us), 0) / 1000 AS duration_ms
    FROM (
      SELECT timestamp_us, count(DISTINCT subject) AS subjects
      FROM detections WHERE source_id = $1 GROUP BY frame, timestamp_us
    )
  ) AS counted
  WHERE id = $1`

export function renameRecording({ sourceId, summary }: RecordingRow, title: string): Change[] {
  return [
    statement('UPDATE batches SET title = $1 WHERE id = $2', [title, summary.id]),
    statement('UPDATE sources SET name = $1 WHERE id = $2', [title, sourceId]),
  ]
}

/** Removes a recording that has no frames. */
export function removeRecording({ sourceId, summary }: RecordingRow): Change[] {
  return [
    statement('DELETE FROM sources WHERE id = $1', [sourceId]),
    statement('DELETE FROM batches WHERE id = $1', [summary.id]),
  ]
}
