import { z } from 'zod'

/** A topology names the landmarks of a part and how they are joined: see topologies.ts. */
export const topologyIds = ['hand', 'face', 'pose'] as const
export type TopologyId = (typeof topologyIds)[number]

/**
 * What a set of landmarks is a part of, in the order in which tables list them. The hands task
 * yields `hand` (left or right by its handedness); holistic yields the person's own two hands.
 */
export const partNames = ['pose', 'left_hand', 'right_hand', 'face', 'hand'] as const
export type PartName = (typeof partNames)[number]

export type Handedness = 'left' | 'right'

/**
 * The numbers of one packed landmark, in this order. x and y are normalised to the upright picture
 * (0 to 1, origin top left), z is in the scale of x, world coordinates are metres, visibility and
 * presence 0 to 1. NaN means that the task does not tell.
 */
export const landmarkFields = [
  'x',
  'y',
  'z',
  'world_x',
  'world_y',
  'world_z',
  'visibility',
  'presence',
] as const
export type LandmarkField = (typeof landmarkFields)[number]

/** How many numbers one landmark takes in `PackedPart.points`. */
export const landmarkStride = landmarkFields.length

const packedPartSchema = z.object({
  part: z.enum(partNames),
  topology: z.enum(topologyIds),
  /** Who it belongs to, from 0; stable within a video. */
  subject: z.int().nonnegative(),
  /** The person's own left or right, given an unmirrored picture; null for face and pose. */
  handedness: z.enum(['left', 'right']).nullable(),
  /** How sure the model is of the handedness, 0 to 1; null where the task does not tell. */
  score: z.number().nullable(),
  /** `landmarkStride` numbers per landmark of the topology, in its order. */
  points: z.instanceof(Float32Array),
})
export type PackedPart = Readonly<z.infer<typeof packedPartSchema>>

export const frameLandmarksSchema = z.object({
  /** Index of the frame in its source, from 0, counting frames that were not tracked too. */
  frame: z.int().nonnegative(),
  /** Presentation time from the start of the source, in microseconds; 0 for a photo. */
  timestampUs: z.int(),
  /** Empty where nothing was found. */
  parts: z.array(packedPartSchema).readonly(),
})

/** All landmarks of one tracked frame. */
export interface FrameLandmarks {
  readonly frame: number
  readonly timestampUs: number
  readonly parts: readonly PackedPart[]
}

/** How many different subjects have a part in this frame. */
export function countSubjects(frame: FrameLandmarks): number {
  return new Set(frame.parts.map((part) => part.subject)).size
}
