import { z } from 'zod'
import { trackingSummarySchema } from './jobs'
import { mediaKindSchema } from './media'
import { trackingOptionsSchema } from './tasks'
import { workerVitalsSchema } from './telemetry'
import { frameLandmarksSchema, wireErrorSchema } from './wireSchemas'

/** A file as a worker is given it: a path, never pixels. */
const workerJobSchema = z.object({
  id: z.int().nonnegative(),
  path: z.string(),
  mediaKind: mediaKindSchema,
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
  /** Track this file now; answered by `frames` as they come, then `finished` or `failed`. */
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
    /** Share of the file done, 0 to 1; null where it cannot be told. */
    progress: z.number().nullable(),
  }),
  z.object({ kind: z.literal('finished'), jobId: z.int(), summary: trackingSummarySchema }),
  z.object({ kind: z.literal('failed'), jobId: z.int(), error: wireErrorSchema }),
  /** Once a second. */
  z.object({ kind: z.literal('vitals'), vitals: workerVitalsSchema }),
  /** MediaPipe's and FFmpeg's own chatter, for the log file. */
  z.object({ kind: z.literal('log'), text: z.string() }),
])
export type WorkerEvent = Readonly<z.infer<typeof workerEventSchema>>
