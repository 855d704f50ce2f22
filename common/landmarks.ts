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

export interface PackedPart {
  readonly part: PartName
  readonly topology: TopologyId
  /** Who it belongs to, from 0; stable within a video. */
  readonly subject: number
  /** The person's own left or right, given an unmirrored picture; null for face and pose. */
  readonly handedness: Handedness | null
  /** How sure the model is of the handedness, 0 to 1; null where the task does not tell. */
  readonly score: number | null
  /** `landmarkStride` numbers per landmark of the topology, in its order. */
  readonly points: Float32Array<ArrayBuffer>
}

/** All landmarks of one tracked frame. */
export interface FrameLandmarks {
  /** Index of the frame in its source, from 0, counting frames that were not tracked too. */
  readonly frame: number
  /** Presentation time from the start of the source, in microseconds; 0 for a photo. */
  readonly timestampUs: number
  /** Empty where nothing was found. */
  readonly parts: readonly PackedPart[]
}

/** How many different subjects have a part in this frame. */
export function countSubjects(frame: FrameLandmarks): number {
  return new Set(frame.parts.map((part) => part.subject)).size
}
