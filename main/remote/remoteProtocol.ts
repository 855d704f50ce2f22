import { z } from 'zod'
import { trackingSummarySchema } from '../../common/jobs'
import { segmentSchema, segmentSubjectsSchema } from '../../common/segments'
import { sentenceSchema } from '../../common/sentenceSchema'
import { trackingOptionsSchema } from '../../common/tasks'
import { frameLandmarksSchema, packedPartSchema, wireErrorSchema } from '../../common/wireSchemas'
import { workerJobSchema } from '../../common/workerProtocol'

/** A job as it lies in the queue: one attempt at it, by whichever worker takes it. */
export const remoteJobSchema = z.object({
  runId: z.uuid(),
  /** Names this attempt: what comes of another one does not count. */
  token: z.uuid(),
  appVersion: z.string(),
  protocolVersion: z.int(),
  job: workerJobSchema,
  /** The file as whoever submitted it sees it. */
  file: z.object({ sizeBytes: z.int().nonnegative(), modifiedMs: z.number() }),
  options: trackingOptionsSchema,
  model: z.object({ fileName: z.string(), sha256: z.string() }),
})
export type RemoteJob = Readonly<z.infer<typeof remoteJobSchema>>

/** Frames without their numbers, which follow as bytes. */
export const frameHeadsSchema = z.array(
  frameLandmarksSchema.extend({
    parts: z.array(
      packedPartSchema.omit({ points: true }).extend({
        /** How many numbers of the bytes are its own. */
        numbers: z.int().nonnegative(),
      }),
    ),
  }),
)
export type FrameHeads = z.infer<typeof frameHeadsSchema>

/** What a worker tells of an attempt, beside the bytes that may come along. */
export const remoteEventSchema = z.discriminatedUnion('kind', [
  /** The worker cannot read the file: it is to be sent. */
  z.object({ kind: z.literal('upload-wanted') }),
  z.object({ kind: z.literal('planned'), segments: z.array(segmentSchema).min(1) }),
  /** Bytes: all their landmarks, as packed floats. */
  z.object({
    kind: z.literal('frames'),
    frames: frameHeadsSchema,
    progress: z.number().nullable(),
  }),
  /** Bytes: the thumbnail, if there is one. */
  z.object({
    kind: z.literal('finished'),
    summary: trackingSummarySchema,
    subjects: segmentSubjectsSchema.nullable(),
    hasThumbnail: z.boolean(),
  }),
  z.object({ kind: z.literal('failed'), error: wireErrorSchema }),
  /** The process that had the file ended; the program that had the process goes on. */
  z.object({ kind: z.literal('crashed'), reason: sentenceSchema }),
])
export type RemoteEvent = Readonly<z.infer<typeof remoteEventSchema>>

/** Whether a run goes on. */
export const runStates = ['running', 'paused'] as const
export type RunState = (typeof runStates)[number]

/** A job came to a worker when its run was over, or the worker was told to end. */
export const givenBack = 'The worker gave the job back.'
