import { trackingOptionsSchema, type TrackingOptions } from '../../common/tasks'
import { statement, type Change } from './writeQueue'

/** What is known of a batch when it starts. */
export interface NewBatch {
  /** The folder or first file that was added, for people to recognise it. */
  readonly title: string
  readonly options: TrackingOptions
  readonly modelFileName: string
  readonly modelSha256: string
  readonly appVersion: string
  /** ISO 8601. */
  readonly createdAt: string
}

/** The row of a new batch; `recording` is JSON, of live recordings only. */
export function insertBatch(id: number, batch: NewBatch, recording: string | null = null): Change {
  return statement('INSERT INTO batches VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)', [
    ...[id, batch.title, batch.createdAt, JSON.stringify(batch.options)],
    ...[batch.modelFileName, batch.modelSha256, batch.appVersion, recording],
  ])
}

export function parseOptions(json: unknown): TrackingOptions {
  return trackingOptionsSchema.parse(JSON.parse(String(json)))
}
