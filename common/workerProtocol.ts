import { z } from 'zod'
import { trackingSummarySchema } from './jobs'
import { mediaKindSchema } from './media'
import { segmentSchema, segmentSubjectsSchema, sightingSchema } from './segments'
import { trackingOptionsSchema } from './tasks'
import { workerVitalsSchema } from './telemetry'
import { frameLandmarksSchema, wireErrorSchema } from './wireSchemas'

/** A file as a worker is given it: a path, never pixels. */
export const workerJobSchema = z.object({
  id: z.int().nonnegative(),
  path: z.string(),
  mediaKind: mediaKindSchema,
  /** Of a long video, which of its segments; one that was not cut yet comes without. */
  segment: segmentSchema.optional(),
  /** Whom to follow from the warm-up on, as the segment before saw them in one of its frames. */
  follow: z.array(sightingSchema).optional(),
  /** Whether a small picture of it is wanted with its end. */
  wantsThumbnail: z.boolean().optional(),
  /** Counts instead of the options' own: for calibration, which compares sizes. */
  inputLongSidePx: z.int().positive().optional(),
})
export type WorkerJob = Readonly<z.infer<typeof workerJobSchema>>

/** What main tells a landmark worker. */
export const workerRequestSchema = z.discriminatedUnion('kind', [
  /** First message: load the model, warm it up, answer `ready` or `open-failed`. */
  z.object({
    kind: z.literal('open'),
    options: trackingOptionsSchema,
    modelPath: z.string(),
    /** Folder of MediaPipe's WebAssembly files. */
    wasmFolder: z.string(),
  }),
  /** Track this now; answered by `frames` as they come, then `finished` or `failed`. */
  z.object({ kind: z.literal('run'), job: workerJobSchema }),
  /** A hint that this file is likely next: read it, and decode it too, beside the one in work. */
  z.object({ kind: z.literal('prepare'), job: workerJobSchema, decodesAhead: z.boolean() }),
  /** Hold before the next frame, until `resume`. */
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  /** Comes with one MessagePort, on which the worker sends previews (see previewProtocol.ts). */
  z.object({ kind: z.literal('preview-port') }),
])
export type WorkerRequest = Readonly<z.infer<typeof workerRequestSchema>>

/** What a landmark worker tells main. */
export const workerEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), openMs: z.number() }),
  z.object({ kind: z.literal('open-failed'), error: wireErrorSchema }),
  /** Landmarks of some frames, in order; every tracked frame comes exactly once. */
  z.object({
    kind: z.literal('frames'),
    jobId: z.int(),
    frames: z.array(frameLandmarksSchema),
    /** Share done of the file, or of its segment, 0 to 1; null where it cannot be told. */
    progress: z.number().nullable(),
  }),
  /** The video is long: here are its segments. The first one is in work now. */
  z.object({
    kind: z.literal('planned'),
    jobId: z.int(),
    segments: z.array(segmentSchema).min(1),
  }),
  z.object({
    kind: z.literal('finished'),
    jobId: z.int(),
    summary: trackingSummarySchema,
    /** Null for what is no segment. */
    subjects: segmentSubjectsSchema.nullable(),
    /** A JPEG; null if none was wanted. */
    thumbnail: z.instanceof(Uint8Array).nullable(),
  }),
  z.object({ kind: z.literal('failed'), jobId: z.int(), error: wireErrorSchema }),
  /** Once a second. */
  z.object({ kind: z.literal('vitals'), vitals: workerVitalsSchema }),
  /** MediaPipe's and FFmpeg's own chatter, for the log file. */
  z.object({ kind: z.literal('log'), text: z.string() }),
])
export type WorkerEvent = Readonly<z.infer<typeof workerEventSchema>>
