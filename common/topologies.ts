import type { TopologyId } from './landmarks'

export interface Topology {
  /** MediaPipe's own landmark names in snake_case, by index. */
  readonly landmarks: readonly string[]
}

const fingers = ['thumb', 'index_finger', 'middle_finger', 'ring_finger', 'pinky'] as const
const thumbJoints = ['cmc', 'mcp', 'ip', 'tip'] as const
const fingerJoints = ['mcp', 'pip', 'dip', 'tip'] as const

const hand = [
  'wrist',
  ...fingers.flatMap((finger) =>
    (finger === 'thumb' ? thumbJoints : fingerJoints).map((joint) => `${finger}_${joint}`),
  ),
]

const face = Array.from({ length: 478 }, (_, index) => `face_${String(index).padStart(3, '0')}`)

const pose = [
  'nose',
  'left_eye_inner',
  'left_eye',
  'left_eye_outer',
  'right_eye_inner',
  'right_eye',
  'right_eye_outer',
  'left_ear',
  'right_ear',
  'mouth_left',
  'mouth_right',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_pinky',
  'right_pinky',
  'left_index',
  'right_index',
  'left_thumb',
  'right_thumb',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
  'left_heel',
  'right_heel',
  'left_foot_index',
  'right_foot_index',
]

/**
 * The landmarks of each topology: 21 of a hand, 478 of a face (468 of the mesh and 10 of the
 * irises), 33 of a body. Names and order are those of MediaPipe's HandLandmark and PoseLandmark;
 * face points have no names there, only numbers.
 */
export const topologies: Readonly<Record<TopologyId, Topology>> = {
  hand: { landmarks: hand },
  face: { landmarks: face },
  pose: { landmarks: pose },
}
