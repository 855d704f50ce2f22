import { z } from 'zod'
import { batchStatusSchema } from '../batch'
import { tasks, type TrackingOptions, type VideoSampling } from '../tasks'
import { detectionQuerySchema, trackingOptionsOf } from './detection'

/** What a request for a job may ask for, as its query: all that one for a photo may, and more. */
export const jobQuerySchema = detectionQuerySchema
  .extend({
    min_tracking_confidence: z.coerce.number().min(0).max(1).default(0.5),
    /** Track one video frame in so many. */
    stride: z.coerce.number().int().min(1).max(1000).optional(),
    /** Track at most so many video frames a second. */
    frames_per_second: z.coerce.number().positive().max(1000).optional(),
    /** Look into the folders inside a folder too. */
    include_subfolders: z.enum(['true', 'false']).default('true'),
  })
  .refine((query) => query.stride === undefined || query.frames_per_second === undefined, {
    message: 'stride and frames_per_second exclude each other',
  })
export type JobQuery = z.infer<typeof jobQuerySchema>

export function jobTrackingOf(query: JobQuery): TrackingOptions {
  return {
    ...trackingOptionsOf(query),
    minTrackingConfidence: query.min_tracking_confidence,
    videoSampling: videoSamplingOf(query),
  }
}

function videoSamplingOf({ stride, frames_per_second: rate }: JobQuery): VideoSampling {
  if (rate !== undefined) return { kind: 'rate', framesPerSecond: rate }
  return stride === undefined ? { kind: 'every-frame' } : { kind: 'stride', stride }
}

/** A file or folder of this machine as a job. */
export const jobPathSchema = z.strictObject({
  /** Absolute, and in an allowed folder. */
  path: z.string().min(1),
})

export const jobResultQuerySchema = z.strictObject({
  /** A row per landmark, or per frame and subject. */
  shape: z.enum(['long', 'wide']).default('long'),
})

export const jobForgetQuerySchema = z.strictObject({
  /** Remove the job, its results and the file that came with it. */
  forget: z.enum(['true', 'false']).default('false'),
})

/**
 * `paused`: something goes first, or the disk is full. `done`: all that could be tracked is, though
 * some files may have failed. `failed`: nothing could be.
 */
export const serviceJobStates = [
  'waiting',
  'running',
  'paused',
  'done',
  'failed',
  'cancelled',
] as const
export type ServiceJobState = (typeof serviceJobStates)[number]

export const serviceJobSchema = z.object({
  id: z.int(),
  /** The file or folder. */
  name: z.string(),
  state: z.enum(serviceJobStates),
  task: z.enum(tasks),
  /** How many files are in each state; those that are no photo or video, or damaged, are refused. */
  files: batchStatusSchema.shape.counts,
  /** Share of the work that is done, 0 to 1. */
  progress: z.number(),
  /** Expected time to the end; null where it cannot be told. */
  remaining_s: z.int().nullable(),
  /** ISO 8601. */
  created_at: z.string(),
  /** What went wrong, in sentences, for the first 100 files; `file` is null where it is about all. */
  problems: z.array(z.object({ file: z.string().nullable(), message: z.string() })),
})
export type ServiceJob = z.infer<typeof serviceJobSchema>

export const serviceJobListSchema = z.object({
  /** The newest first, at most 100. */
  jobs: z.array(serviceJobSchema),
})

/** Whether nothing will change any more. */
export function isOver({ state }: Pick<ServiceJob, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}
