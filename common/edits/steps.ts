import { z } from 'zod'
import { partNames } from '../landmarks'

const frame = z.int().nonnegative()
const subject = z.int().nonnegative()

/** Frames of the source, both included. */
const span = { firstFrame: frame, lastFrame: frame }

/** The time between the known ends of a gap that is filled: a longer one stays. */
const longestMs = z.number().positive().max(60_000)

/** Lower ones would look at so much around a frame that no recording could be opened in its middle. */
const cutoffHz = z.number().min(0.1).max(500)

/**
 * One step of an edit. Steps are applied in order to the landmarks as they were tracked, which are
 * never written over: an edit is undone by leaving out its last step.
 */
export const editStepSchema = z.discriminatedUnion('kind', [
  /** Only this span is kept. */
  z.object({ kind: z.literal('trim'), ...span }),
  /** In a span, a subject (null: everybody) or one part of it (null: all) is taken out. */
  z.object({
    kind: z.literal('hide'),
    ...span,
    subject: subject.nullable(),
    part: z.enum(partNames).nullable(),
  }),
  /** In a span, what was taken for a subject's left is its right. Null: everybody's. */
  z.object({ kind: z.literal('swap-sides'), ...span, subject: subject.nullable() }),
  /** In a span, two subjects were taken for each other. */
  z.object({ kind: z.literal('swap-subjects'), ...span, subjects: z.tuple([subject, subject]) }),
  /** Where a landmark is missing for a while, it is put where it must have been. */
  z.object({ kind: z.literal('fill-gaps'), method: z.enum(['linear', 'spline']), longestMs }),
  /**
   * Zero phase: forwards, then backwards. `order` is that of the filter run once; both runs together
   * halve the power at the cutoff.
   */
  z.object({
    kind: z.literal('butterworth'),
    cutoffHz,
    order: z.union([z.literal(2), z.literal(4)]),
  }),
  z.object({
    kind: z.literal('median'),
    /** Odd, so that it has a middle. */
    frames: z.union([3, 5, 7, 9, 11].map((count) => z.literal(count))),
  }),
  z.object({
    kind: z.literal('one-euro'),
    minCutoffHz: cutoffHz,
    beta: z.number().nonnegative().max(100),
  }),
])
export type EditStep = Readonly<z.infer<typeof editStepSchema>>
export type EditStepKind = EditStep['kind']

export const editStepsSchema = z.array(editStepSchema).max(1000).readonly()
export type EditSteps = z.infer<typeof editStepsSchema>
