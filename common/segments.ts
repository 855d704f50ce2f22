import { z } from 'zod'
import { trackingSummarySchema } from './jobs'
import { partNames } from './landmarks'

/**
 * A stretch of a long video that is tracked by itself: what is handed out, stored, resumed and tried
 * again. Where the segments lie depends on the video and the sampling alone, so that a result does
 * not depend on how many workers there are. Times are presentation times, as frames have them.
 */
export const segmentSchema = z.object({
  /** Its place among the segments of its video, from 0. */
  index: z.int().nonnegative(),
  /** The tracker begins here, ahead of the segment: its state is then that of a straight run. */
  warmUpUs: z.number(),
  /** Index of the frame at `warmUpUs`. */
  warmUpFrame: z.int().nonnegative(),
  /** Time and index of the first frame whose landmarks are kept. A decoder can begin at it. */
  startUs: z.number(),
  startFrame: z.int().nonnegative(),
  /** How many frames it has, those that are not tracked too. */
  frames: z.int().positive(),
  /** Where the next segment starts; null of the last one. */
  endUs: z.number().nullable(),
  /** Where the next one's warm-up begins, so that both know the frames from there to the end. */
  overlapUs: z.number().nullable(),
  /** Time of the first frame of the video, from which sampling counts. */
  originUs: z.number(),
  /** The file that was cut: another one of this name has other segments. */
  file: z.object({ sizeBytes: z.number(), modifiedMs: z.number() }),
})
export type Segment = Readonly<z.infer<typeof segmentSchema>>

/** The box in which a part of a subject was seen, numbered as in its own segment: see subjects.ts. */
export const sightingSchema = z.object({
  timestampUs: z.number(),
  subject: z.int().nonnegative(),
  part: z.enum(partNames),
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
})
export type Sighting = Readonly<z.infer<typeof sightingSchema>>

/** Which subjects a segment has, and what its neighbours know them by. */
export const segmentSubjectsSchema = z.object({
  /** Numbers of those that its kept frames show, rising. */
  numbers: z.array(z.int().nonnegative()),
  /** Seen in the warm-up, which are the last frames of the segment before. */
  inWarmUp: z.array(sightingSchema),
  /** Seen in the last frames, which are the warm-up of the next segment. */
  inOverlap: z.array(sightingSchema),
})
export type SegmentSubjects = Readonly<z.infer<typeof segmentSubjectsSchema>>

/** What came of a segment. */
export const segmentResultSchema = z.object({
  summary: trackingSummarySchema,
  subjects: segmentSubjectsSchema,
})
export type SegmentResult = Readonly<z.infer<typeof segmentResultSchema>>

/** A segment as it is resumed: with its result where it has been tracked. */
export interface StoredSegment {
  readonly segment: Segment
  readonly result: SegmentResult | null
}
