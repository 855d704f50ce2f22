import { z } from 'zod'
import { inputLimitsSchema } from '../../common/inputLimits'
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
  return statement('INSERT INTO batches VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL)', [
    ...[id, batch.title, batch.createdAt, JSON.stringify(batch.options)],
    ...[batch.modelFileName, batch.modelSha256, batch.appVersion, recording],
  ])
}

export const searchesSchema = z.array(
  z.object({
    paths: z.array(z.string()).readonly(),
    includeSubfolders: z.boolean(),
    limits: inputLimitsSchema.optional(),
    /** Real paths of folders; what lies outside all of them, or a link leads out to, is refused. */
    within: z.array(z.string()).readonly().optional(),
  }),
)
/** Files and folders that were added to a batch, and how they are looked through. */
export type Search = Readonly<z.infer<typeof searchesSchema>[number]>

/** Notes the searches that have not come to their end; none is NULL. */
export function setSearches(id: number, searches: readonly Search[]): Change {
  const json = searches.length > 0 ? JSON.stringify(searches) : null
  return statement('UPDATE batches SET searches = $1 WHERE id = $2', [json, id])
}

export function parseSearches(json: unknown): readonly Search[] {
  return typeof json === 'string' ? searchesSchema.parse(JSON.parse(json)) : []
}

export function parseOptions(json: unknown): TrackingOptions {
  return trackingOptionsSchema.parse(JSON.parse(String(json)))
}
