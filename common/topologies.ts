import type { TopologyId } from './landmarks'

/** A line through landmarks: one stroke of a drawing. */
export interface Chain {
  /** What it shows: `thumb`, `left_leg`, `lips_outer`. */
  readonly name: string
  /** Indices of the landmarks it joins, in order. */
  readonly landmarks: readonly number[]
}

export interface Topology {
  /** MediaPipe's own landmark names in snake_case, by index. */
  readonly landmarks: readonly string[]
  /** How a drawing joins them; together exactly MediaPipe's published connections. */
  readonly chains: readonly Chain[]
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

// The chains below are the connection lists that @mediapipe/tasks-vision 0.10.35 publishes
// (HandLandmarker.HAND_CONNECTIONS, PoseLandmarker.POSE_CONNECTIONS, and the lists behind
// FaceLandmarker.FACE_LANDMARKS_CONTOURS with the two irises), pairs joined end to end.

const handChains: readonly Chain[] = [
  { name: 'palm', landmarks: [0, 5, 9, 13, 17, 0] },
  { name: 'thumb', landmarks: [0, 1, 2, 3, 4] },
  { name: 'index_finger', landmarks: [5, 6, 7, 8] },
  { name: 'middle_finger', landmarks: [9, 10, 11, 12] },
  { name: 'ring_finger', landmarks: [13, 14, 15, 16] },
  { name: 'pinky', landmarks: [17, 18, 19, 20] },
]

const poseChains: readonly Chain[] = [
  { name: 'left_face', landmarks: [0, 1, 2, 3, 7] },
  { name: 'right_face', landmarks: [0, 4, 5, 6, 8] },
  { name: 'mouth', landmarks: [9, 10] },
  { name: 'torso', landmarks: [11, 12, 24, 23, 11] },
  { name: 'left_arm', landmarks: [11, 13, 15] },
  { name: 'left_hand', landmarks: [21, 15, 17, 19, 15] },
  { name: 'right_arm', landmarks: [12, 14, 16] },
  { name: 'right_hand', landmarks: [22, 16, 18, 20, 16] },
  { name: 'left_leg', landmarks: [23, 25, 27] },
  { name: 'left_foot', landmarks: [27, 29, 31, 27] },
  { name: 'right_leg', landmarks: [24, 26, 28] },
  { name: 'right_foot', landmarks: [28, 30, 32, 28] },
]

const faceChains: readonly Chain[] = [
  {
    name: 'face_oval',
    landmarks: [
      10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
      148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109, 10,
    ],
  },
  { name: 'left_eyebrow_lower', landmarks: [276, 283, 282, 295, 285] },
  { name: 'left_eyebrow_upper', landmarks: [300, 293, 334, 296, 336] },
  { name: 'right_eyebrow_lower', landmarks: [46, 53, 52, 65, 55] },
  { name: 'right_eyebrow_upper', landmarks: [70, 63, 105, 66, 107] },
  {
    name: 'left_eye',
    landmarks: [
      263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466, 263,
    ],
  },
  {
    name: 'right_eye',
    landmarks: [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246, 33],
  },
  { name: 'left_iris', landmarks: [474, 475, 476, 477, 474] },
  { name: 'right_iris', landmarks: [469, 470, 471, 472, 469] },
  {
    name: 'lips_outer',
    landmarks: [
      61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185, 61,
    ],
  },
  {
    name: 'lips_inner',
    landmarks: [
      78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191, 78,
    ],
  },
]

/**
 * The landmarks of each topology: 21 of a hand, 478 of a face (468 of the mesh and 10 of the
 * irises), 33 of a body. Names and order are those of MediaPipe's HandLandmark and PoseLandmark;
 * face points have no names there, only numbers.
 */
export const topologies: Readonly<Record<TopologyId, Topology>> = {
  hand: { landmarks: hand, chains: handChains },
  face: { landmarks: face, chains: faceChains },
  pose: { landmarks: pose, chains: poseChains },
}
