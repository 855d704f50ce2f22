import { z } from 'zod'
import { mediaKindSchema, refusalReasonSchema } from './media'
import { sentenceSchema } from './sentenceSchema'

/** What became of a tracked file. */
export const trackingSummarySchema = z.object({
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** Frames that were tracked: 1 for a photo. */
  frames: z.int().nonnegative(),
  /** How many of them showed at least one subject. */
  framesDetected: z.int().nonnegative(),
  /** The most subjects in any one frame. */
  subjects: z.int().nonnegative(),
  /** Time the worker spent on the file, waiting for other files not counted. */
  durationMs: z.number().nonnegative(),
})
export type TrackingSummary = Readonly<z.infer<typeof trackingSummarySchema>>

/** Where a job stands. Refused files are jobs too, so that one list shows all that was found. */
export const jobStateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('waiting'),
    /** Share done of a long video that was begun; absent of all else. */
    progress: z.number().optional(),
  }),
  z.object({
    kind: z.literal('running'),
    /** The worker that began with it last: several may work on one video. */
    worker: z.int(),
    /** Share of the file done, 0 to 1; null where it cannot be told. */
    progress: z.number().nullable(),
  }),
  z.object({ kind: z.literal('done'), summary: trackingSummarySchema }),
  z.object({ kind: z.literal('failed'), message: sentenceSchema }),
  z.object({
    kind: z.literal('refused'),
    reason: refusalReasonSchema,
    message: sentenceSchema,
  }),
  z.object({ kind: z.literal('cancelled') }),
])
export type JobState = Readonly<z.infer<typeof jobStateSchema>>
export type JobStateKind = JobState['kind']

/** One file of a batch. Its id is also the id of its source in the library. */
export const jobSchema = z.object({
  id: z.int().nonnegative(),
  name: z.string(),
  path: z.string(),
  /** Null for a refused file that is neither. */
  mediaKind: mediaKindSchema.nullable(),
  sizeBytes: z.number().nonnegative(),
  state: jobStateSchema,
})
export type Job = Readonly<z.infer<typeof jobSchema>>
export type JobId = number
