import { z } from 'zod'
import { landmarkFields, partNames } from './landmarks'
import { longestExpression } from './measures/compile'

/** The tracked frames of a result, one number each, in order. */
export const reviewTimelineSchema = z.object({
  /** Index of the frame in its source. */
  frames: z.instanceof(Uint32Array),
  timesUs: z.instanceof(Float64Array),
  /** How many subjects were found. */
  subjects: z.instanceof(Uint8Array),
})
export type ReviewTimeline = Readonly<z.infer<typeof reviewTimelineSchema>>

/** Below this, most of what is shown of a frame is guessed. */
export const leastConfidence = 0.5

/**
 * How sure the model is of each frame of the timeline, 0 to 1: the mean visibility of a body's main
 * landmarks, or the score of a hand's side; of the subject that is seen worst. NaN where nobody was
 * found; null for faces, which tell none.
 */
export const reviewConfidenceSchema = z.instanceof(Float32Array).nullable()

/** The most frames that are read in one go. */
export const mostReviewFrames = 256

/** Some tracked frames of a result, by their place in its timeline. */
export const reviewRangeSchema = z.object({
  id: z.int(),
  start: z.int().nonnegative(),
  count: z.int().min(1).max(mostReviewFrames),
  /** As edited, or as tracked. */
  isEdited: z.boolean(),
})
export type ReviewRange = Readonly<z.infer<typeof reviewRangeSchema>>

/** One number of one landmark of one subject, through the whole result. */
const landmarkCurveSchema = z.object({
  kind: z.literal('landmark'),
  subject: z.int().nonnegative(),
  part: z.enum(partNames),
  /** Index of the landmark in its topology. */
  landmark: z.int().min(0).max(477),
  field: z.enum(landmarkFields),
})

/** A measure of one subject, through the whole result. */
const measureCurveSchema = z.object({
  kind: z.literal('measure'),
  subject: z.int().nonnegative(),
  /** For people; empty for a formula that has no name. */
  name: z.string().max(64),
  expression: z.string().max(longestExpression),
})

/**
 * How far apart this result and another one of the same file lie: the mean distance of their landmarks
 * in the picture, in its widths. Of several subjects, those nearest to each other are compared.
 */
const differenceCurveSchema = z.object({
  kind: z.literal('difference'),
  otherId: z.int(),
  /** What the other result is called. */
  otherTitle: z.string().max(200),
})

export const curveKeySchema = z.discriminatedUnion('kind', [
  landmarkCurveSchema,
  measureCurveSchema,
  differenceCurveSchema,
])
export type LandmarkCurveKey = Readonly<z.infer<typeof landmarkCurveSchema>>
export type MeasureCurveKey = Readonly<z.infer<typeof measureCurveSchema>>
export type DifferenceCurveKey = Readonly<z.infer<typeof differenceCurveSchema>>
export type CurveKey = Readonly<z.infer<typeof curveKeySchema>>

/** A number for each frame of the timeline; NaN where it is unknown. */
export const curveSchema = z.object({
  tracked: z.instanceof(Float32Array),
  /** Null where nothing is edited. */
  edited: z.instanceof(Float32Array).nullable(),
})
export type Curve = Readonly<z.infer<typeof curveSchema>>
