import { z } from 'zod'

/** What is wrong with a stretch of a result, the worst first where several are. */
export const flawKinds = ['gap', 'swap', 'jitter', 'low-confidence'] as const
export type FlawKind = (typeof flawKinds)[number]

const flawSchema = z.object({
  kind: z.enum(flawKinds),
  firstFrame: z.int().nonnegative(),
  lastFrame: z.int().nonnegative(),
  startUs: z.int().nonnegative(),
  endUs: z.int().nonnegative(),
})
/** A stretch of a result that deserves a look. Frames are those of the source, both included. */
export type Flaw = Readonly<z.infer<typeof flawSchema>>

/** How good a result is, as far as it tells itself. Null where it does not: photos do not move. */
export const qualitySchema = z.object({
  /** From the first tracked frame to the last; null for a photo. */
  durationMs: z.number().nonnegative().nullable(),
  /** Tracked frames a second as they really came; null for a photo. */
  framesPerSecond: z.number().positive().nullable(),
  /** Frames of a camera that came while another was being tracked. */
  framesDropped: z.int().nonnegative().nullable(),
  /** Share of the tracked frames that show at least one subject. */
  detectedShare: z.number().min(0).max(1),
  /** The longest time in which nobody was found. */
  longestGapMs: z.number().nonnegative().nullable(),
  /** How much landmarks tremble from frame to frame, in parts of their subject's size. */
  jitter: z.number().nonnegative().nullable(),
  /** How often left and right, or two subjects, seem to have changed places. */
  swaps: z.int().nonnegative().nullable(),
  /** The least sure frame, 0 to 1; null where the task does not tell. */
  lowestConfidence: z.number().min(0).max(1).nullable(),
  /** The worst stretches, the worst first. */
  flaws: z.array(flawSchema).max(12).readonly(),
})
export type Quality = Readonly<z.infer<typeof qualitySchema>>

/** Its figures alone, for lists of many. */
export const qualityFiguresSchema = qualitySchema.omit({ flaws: true })
export type QualityFigures = Readonly<z.infer<typeof qualityFiguresSchema>>
