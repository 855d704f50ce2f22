import { z } from 'zod'
import type { WireError } from './errors'
import { partNames, topologyIds, type FrameLandmarks } from './landmarks'
import { sentenceSchema } from './sentenceSchema'

// Checks of what several protocols carry. They have a file of their own because whoever only sends
// need not load the library that checks: it is half of a live tracker's code.

export const wireErrorSchema = z.object({
  name: z.string(),
  message: z.string(),
  sentence: sentenceSchema.optional(),
  stack: z.string().optional(),
}) satisfies z.ZodType<WireError>

export const packedPartSchema = z.object({
  part: z.enum(partNames),
  topology: z.enum(topologyIds),
  subject: z.int().nonnegative(),
  handedness: z.enum(['left', 'right']).nullable(),
  score: z.number().nullable(),
  points: z.instanceof(Float32Array),
})

export const frameLandmarksSchema = z.object({
  frame: z.int().nonnegative(),
  timestampUs: z.int(),
  parts: z.array(packedPartSchema).readonly(),
}) satisfies z.ZodType<FrameLandmarks>
