import { partTables } from '../../common/export/parts'
import type { PartName, TopologyId } from '../../common/landmarks'
import { topologies } from '../../common/topologies'

type Line = readonly [from: string, to: string]

interface KeyLandmarks {
  /**
   * Those that move with the bone and not with fingers, lips or limbs: how they tremble tells of the
   * tracking.
   */
  readonly steady: readonly string[]
  /** Others that are looked at too. */
  readonly moving: readonly string[]
  /**
   * Two lines that cross. The longer one is the size of the part: when it is turned so that one
   * looks short, the other one does not.
   */
  readonly size: readonly [Line, Line]
}

const keyLandmarks: Readonly<Record<TopologyId, KeyLandmarks>> = {
  hand: {
    steady: ['wrist', 'index_finger_mcp', 'middle_finger_mcp', 'ring_finger_mcp', 'pinky_mcp'],
    moving: [],
    size: [
      ['wrist', 'middle_finger_mcp'],
      ['index_finger_mcp', 'pinky_mcp'],
    ],
  },
  face: {
    // The corners of the eyes, the bridge and the tip of the nose.
    steady: ['face_033', 'face_133', 'face_362', 'face_263', 'face_168', 'face_004'],
    moving: [],
    // The outer corners of the eyes; the bridge of the nose and the chin.
    size: [
      ['face_033', 'face_263'],
      ['face_168', 'face_152'],
    ],
  },
  pose: {
    steady: ['nose', ...bothSides('shoulder'), ...bothSides('hip')],
    moving: ['elbow', 'wrist', 'knee', 'ankle'].flatMap(bothSides),
    // The diagonals of the trunk.
    size: [
      ['left_shoulder', 'right_hip'],
      ['right_shoulder', 'left_hip'],
    ],
  },
}

/** Sides that the model takes for each other together, each a list of left and right landmarks. */
export const limbs = {
  trunk: ['shoulder', 'hip'],
  arms: ['elbow', 'wrist'],
  legs: ['knee', 'ankle'],
} as const

export function bothSides(name: string): [left: string, right: string] {
  return [`left_${name}`, `right_${name}`]
}

/** The landmarks of a part that are looked at, the steady ones first. */
export function landmarksOf(part: PartName): readonly string[] {
  const { steady, moving } = keyLandmarks[partTables[part].topology]
  return [...steady, ...moving]
}

export function countSteady(part: PartName): number {
  return keyLandmarks[partTables[part].topology].steady.length
}

export function sizeOf(part: PartName): KeyLandmarks['size'] {
  return keyLandmarks[partTables[part].topology].size
}

/** Where a landmark stands in the lists of the library, from 1 as SQL counts. */
export function listIndex(part: PartName, landmark: string): number {
  return topologies[partTables[part].topology].landmarks.indexOf(landmark) + 1
}
