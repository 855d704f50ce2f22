import { z } from 'zod'
import { jobSchema } from './jobs'
import { trackingOptionsSchema } from './tasks'

/**
 * `adding`: still looking through folders. `ready`: waiting for somebody to press Start.
 * `finished`: nothing is left to do, whether done, failed or cancelled.
 */
export const batchPhases = [
  'empty',
  'adding',
  'ready',
  'running',
  'paused',
  'cancelling',
  'finished',
] as const

export const batchStatusSchema = z.object({
  /** Id of the batch in the library; null before its first file. */
  id: z.int().nullable(),
  phase: z.enum(batchPhases),
  /** How many jobs are in each state. */
  counts: z.object({
    waiting: z.int(),
    running: z.int(),
    done: z.int(),
    failed: z.int(),
    refused: z.int(),
    cancelled: z.int(),
  }),
  /** Share of the work done, 0 to 1, files in work counted by their part. */
  progress: z.number(),
  /** Files finished per second since the start, pauses not counted; null before the first. */
  filesPerSecond: z.number().nullable(),
  /** Expected time to the end; null where it cannot be told yet. */
  remainingMs: z.number().nullable(),
  elapsedMs: z.number(),
})
export type BatchStatus = Readonly<z.infer<typeof batchStatusSchema>>

export const emptyBatchStatus: BatchStatus = {
  id: null,
  phase: 'empty',
  counts: { waiting: 0, running: 0, done: 0, failed: 0, refused: 0, cancelled: 0 },
  progress: 0,
  filesPerSecond: null,
  remainingMs: null,
  elapsedMs: 0,
}

/** A batch of the library, for the list of earlier ones. */
export const batchSummarySchema = z.object({
  id: z.int(),
  createdAt: z.string(),
  options: trackingOptionsSchema,
  files: z.int(),
  /** The folder or first file that was added, for people to recognise it. */
  title: z.string(),
})
export type BatchSummary = Readonly<z.infer<typeof batchSummarySchema>>

/** The whole of the batch on screen, as a page that has just loaded needs it. */
export const batchSnapshotSchema = z.object({
  status: batchStatusSchema,
  /** What the batch is (or was) tracked with; null while it can still be chosen. */
  options: trackingOptionsSchema.nullable(),
  jobs: z.array(jobSchema),
})
export type BatchSnapshot = Readonly<z.infer<typeof batchSnapshotSchema>>

/** One worker process as people see it. */
export const workerStatusSchema = z.object({
  /** Its place in the pool, from 0; a replacement takes the same place. */
  worker: z.int(),
  processId: z.int().nullable(),
  /** The machine it runs on, where that is another one. */
  machine: z.string().optional(),
  state: z.enum(['starting', 'idle', 'busy', 'paused', 'crashed', 'stopped']),
  /** Name of the file in work. */
  file: z.string().nullable(),
  /** Which stretch of a long video is in work, to its end where `endUs` is null; null of all else. */
  stretch: z.object({ startUs: z.number(), endUs: z.number().nullable() }).nullable(),
})
export type WorkerStatus = Readonly<z.infer<typeof workerStatusSchema>>
