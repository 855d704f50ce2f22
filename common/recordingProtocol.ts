import { z } from 'zod'
import { recordingEndings, recordingSummarySchema } from './recording'
import { frameLandmarksSchema, wireErrorSchema } from './wireSchemas'

// A recording in work has a port of its own between the page and main, `recording-port`, and one
// more between its video encoder and main, `recording-video-port`. A port that closes before
// `finish` or `end` ends its side with what has come so far.

/** What the page sends on `recording-port`. */
export const recordingRequestSchema = z.discriminatedUnion('kind', [
  /** Landmarks of some frames, in order. Frame and time count from the recording's first frame. */
  z.object({
    kind: z.literal('frames'),
    frames: z.array(frameLandmarksSchema).max(1000).readonly(),
  }),
  /** Its first frame as a small JPEG, once. */
  z.object({
    kind: z.literal('thumbnail'),
    jpeg: z.instanceof(Uint8Array).refine(({ length }) => length <= 2 ** 18),
  }),
  /** The last message; answered by `finished` when all is on disk. */
  z.object({
    kind: z.literal('finish'),
    ending: z.enum(recordingEndings),
    framesDropped: z.int().nonnegative(),
  }),
])
export type RecordingRequest = Readonly<z.infer<typeof recordingRequestSchema>>

/** What main sends on `recording-port`. */
export const recordingEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finished'), recording: recordingSummarySchema }),
  /** The library takes no more; what it has is kept. The page stops and shows the reason. */
  z.object({ kind: z.literal('failed'), error: wireErrorSchema }),
])
export type RecordingEvent = Readonly<z.infer<typeof recordingEventSchema>>

/** What the video encoder sends on `recording-video-port`. */
export const videoRequestSchema = z.discriminatedUnion('kind', [
  /** Bytes of the file, from a position on; answered by `written`. */
  z.object({
    kind: z.literal('write'),
    position: z.int().nonnegative(),
    bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= 2 ** 26),
  }),
  /** The last message; answered by `written` when the file is complete. */
  z.object({ kind: z.literal('end') }),
])
export type VideoRequest = Readonly<z.infer<typeof videoRequestSchema>>

/** How main answers each of them, in order. */
export const videoReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('written') }),
  z.object({ kind: z.literal('failed'), error: wireErrorSchema }),
])
export type VideoReply = Readonly<z.infer<typeof videoReplySchema>>
