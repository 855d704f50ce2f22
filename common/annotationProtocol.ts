import { z } from 'zod'
import { mediaKindSchema } from './media'
import { trackingOptionsSchema } from './tasks'
import { frameLandmarksSchema, wireErrorSchema } from './wireSchemas'

/** A photo or video that its landmarks are to be drawn on. */
const annotationJobSchema = z.object({
  path: z.string(),
  mediaKind: mediaKindSchema,
  /** The MP4, JPEG or PNG to make, by its ending; nothing is there yet. */
  targetPath: z.string(),
  /** As it was tracked: what was not tracked is not drawn. */
  videoSampling: trackingOptionsSchema.shape.videoSampling,
})
export type AnnotationJob = Readonly<z.infer<typeof annotationJobSchema>>

/** What main tells a process that draws. */
export const annotationRequestSchema = z.discriminatedUnion('kind', [
  /** Draw this now, one after the other; answered by `finished` or `failed`. */
  z.object({ kind: z.literal('annotate'), job: annotationJobSchema }),
  /** The answer to `wants-landmarks`: the next frames of the file in work, in order. */
  z.object({
    kind: z.literal('landmarks'),
    frames: z.array(frameLandmarksSchema),
    isLast: z.boolean(),
  }),
])
export type AnnotationRequest = Readonly<z.infer<typeof annotationRequestSchema>>

/** What a process that draws tells main. */
export const annotationEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wants-landmarks') }),
  /** So many frames of the file are drawn. */
  z.object({ kind: z.literal('progress'), frames: z.int().nonnegative() }),
  z.object({ kind: z.literal('finished'), frames: z.int().nonnegative() }),
  z.object({ kind: z.literal('failed'), error: wireErrorSchema }),
  /** FFmpeg's own chatter, for the log file. */
  z.object({ kind: z.literal('log'), text: z.string() }),
])
export type AnnotationEvent = Readonly<z.infer<typeof annotationEventSchema>>
