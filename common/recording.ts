import { z } from 'zod'
import { delegates, smoothings } from './live'
import { trackingOptionsSchema } from './tasks'

/** What is settled when a recording begins, and stays so to its end. */
export const recordingSetupSchema = z.object({
  options: trackingOptionsSchema,
  smoothing: z.enum(smoothings),
  /** What the system calls the camera. */
  camera: z.string().max(1000),
  /** Size of the unmirrored picture that the landmarks refer to. */
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** As the camera promises; null where it does not tell. */
  framesPerSecond: z.number().positive().nullable(),
  /** The delegate at the beginning: if it fails, the other one takes over. */
  delegate: z.enum(delegates),
  /** Whether the view was mirrored. The landmarks never are. */
  isViewMirrored: z.boolean(),
  /** Whether the camera's picture is kept too, as a WebM file. */
  hasVideo: z.boolean(),
})
export type RecordingSetup = Readonly<z.infer<typeof recordingSetupSchema>>

/** How a recording came to its end. `interrupted`: the page or the app was gone before. */
export const recordingEndings = ['stopped', 'camera-lost', 'interrupted'] as const
export type RecordingEnding = (typeof recordingEndings)[number]

/** A recording as the list of recordings shows it. */
export const recordingSummarySchema = z.object({
  /** Its id among the batches of the library. */
  id: z.int(),
  title: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  setup: recordingSetupSchema,
  /** Null while it is being recorded. */
  ending: z.enum(recordingEndings).nullable(),
  /** Frames that were tracked. */
  frames: z.int().nonnegative(),
  /** How many of them showed at least one subject. */
  framesDetected: z.int().nonnegative(),
  /** Frames of the camera that came while another was being tracked; null where nobody counted. */
  framesDropped: z.int().nonnegative().nullable(),
  /** Capture time from the first tracked frame to the last. */
  durationMs: z.number().nonnegative(),
  /** Where its video lies; null if it has none. */
  videoPath: z.string().nullable(),
})
export type RecordingSummary = Readonly<z.infer<typeof recordingSummarySchema>>

export const recordingTitleSchema = z.string().trim().min(1).max(200)
