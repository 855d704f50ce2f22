import type { LandmarkField, PartName, TopologyId } from '../landmarks'
import type { Task } from '../tasks'

const imageFields = ['x', 'y', 'z'] as const
const worldFields = ['world_x', 'world_y', 'world_z'] as const

interface PartTable {
  readonly topology: TopologyId
  /** What MediaPipe tells of its landmarks; the other fields are unknown. */
  readonly fields: readonly LandmarkField[]
}

const hand: PartTable = { topology: 'hand', fields: [...imageFields, ...worldFields] }

/** What a table holds of each part. */
export const partTables: Readonly<Record<PartName, PartTable>> = {
  pose: {
    topology: 'pose',
    fields: [...imageFields, ...worldFields, 'visibility'],
  },
  left_hand: hand,
  right_hand: hand,
  face: { topology: 'face', fields: imageFields },
  hand,
}

/** The parts that a subject of each task can have, in the order of `partNames`. */
export const partsOfTask: Readonly<Record<Task, readonly PartName[]>> = {
  hands: ['hand'],
  face: ['face'],
  pose: ['pose'],
  holistic: ['pose', 'left_hand', 'right_hand', 'face'],
}
