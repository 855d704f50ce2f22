import { z } from 'zod'
import { longestExpression } from './compile'

/** Something that is calculated from the landmarks of a subject in each frame. */
export interface Measure {
  /** Of a column: `left_knee_angle`. */
  readonly name: string
  readonly expression: string
}

/** A measure of the app. */
export interface BuiltInMeasure extends Measure {
  /** What it says, for people, in one sentence. */
  readonly meaning: string
}

/** A measure that somebody has made. */
export const ownMeasureSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  expression: z.string().min(1).max(longestExpression),
})
export type OwnMeasure = Readonly<z.infer<typeof ownMeasureSchema>>

export const ownMeasuresSchema = z.array(ownMeasureSchema).max(200).readonly()
