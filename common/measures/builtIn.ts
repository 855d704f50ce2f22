import type { BuiltInMeasure } from './measure'

const sides = ['left', 'right'] as const

/**
 * Angles of joints are those between the two segments that meet there, as a goniometer would be laid
 * on them: 180° is a straight limb, and they do not tell in which direction it bends. (Coordinates of
 * joints as biomechanics define them are in the MOT export.) Lengths, speeds and accelerations are in
 * metres of MediaPipe's world landmarks, whose origin is the middle of the hips.
 */
export const bodyMeasures: readonly BuiltInMeasure[] = [
  ...bothSides('shoulder_angle', 'angle(S_hip, S_shoulder, S_elbow)', 'Arm against the trunk'),
  ...bothSides('elbow_angle', 'angle(S_shoulder, S_elbow, S_wrist)', 'Elbow, 180° is straight'),
  ...bothSides('wrist_angle', 'angle(S_elbow, S_wrist, S_index)', 'Hand against the forearm'),
  ...bothSides('hip_angle', 'angle(S_shoulder, S_hip, S_knee)', 'Thigh against the trunk'),
  ...bothSides('knee_angle', 'angle(S_hip, S_knee, S_ankle)', 'Knee, 180° is straight'),
  ...bothSides('ankle_angle', 'angle(S_knee, S_ankle, S_foot_index)', 'Foot against the shank'),
  {
    name: 'trunk_tilt',
    expression: 'tilt(midpoint(left_hip, right_hip), midpoint(left_shoulder, right_shoulder))',
    meaning: 'Trunk against straight up, in any direction',
  },
  ...bothSides('upper_arm_length', 'distance(S_shoulder, S_elbow)', 'Shoulder to elbow'),
  ...bothSides('forearm_length', 'distance(S_elbow, S_wrist)', 'Elbow to wrist'),
  ...bothSides('thigh_length', 'distance(S_hip, S_knee)', 'Hip to knee'),
  ...bothSides('shank_length', 'distance(S_knee, S_ankle)', 'Knee to ankle'),
  {
    name: 'shoulder_width',
    expression: 'distance(left_shoulder, right_shoulder)',
    meaning: 'Shoulder to shoulder',
  },
  { name: 'hip_width', expression: 'distance(left_hip, right_hip)', meaning: 'Hip to hip' },
  {
    name: 'wrist_distance',
    expression: 'distance(left_wrist, right_wrist)',
    meaning: 'Wrist to wrist',
  },
  ...bothSides('wrist_speed', 'speed(S_wrist)', 'Of the wrist, seen from the hips'),
  ...bothSides('wrist_acceleration', 'acceleration(S_wrist)', 'Of the wrist, seen from the hips'),
  ...bothSides('ankle_speed', 'speed(S_ankle)', 'Of the ankle, seen from the hips'),
]

/**
 * Openings are ratios, so that they do not depend on how far somebody is away. That of an eye is the
 * eye aspect ratio of Soukupová and Čech, "Real-Time Eye Blink Detection using Facial Landmarks"
 * (2016), on the mesh points that stand for their six; that of the mouth is its like for the inner
 * lips. The pose of the head is read from the oval of the face, forehead to chin and side to side.
 */
export const faceMeasures: readonly BuiltInMeasure[] = [
  {
    name: 'left_eye_opening',
    expression: eyeAspectRatio(['362', '385', '387', '263', '373', '380']),
    meaning: 'Height of the left eye in its widths (eye aspect ratio)',
  },
  {
    name: 'right_eye_opening',
    expression: eyeAspectRatio(['033', '160', '158', '133', '153', '144']),
    meaning: 'Height of the right eye in its widths (eye aspect ratio)',
  },
  {
    name: 'mouth_opening',
    expression: 'distance(face_013, face_014) / distance(face_078, face_308)',
    meaning: 'Height between the lips in widths of the mouth inside',
  },
  {
    name: 'head_yaw',
    expression: 'atan2(face_454.z - face_234.z, face_454.x - face_234.x)',
    meaning: "Head turned, positive to the person's left",
  },
  {
    name: 'head_pitch',
    expression: 'atan2(face_152.z - face_010.z, face_152.y - face_010.y)',
    meaning: 'Head nodding, positive looks down',
  },
  {
    name: 'head_roll',
    expression: 'atan2(face_263.y - face_033.y, face_263.x - face_033.x)',
    meaning: "Head on one side, positive towards the person's left shoulder",
  },
]

const fingers = ['index_finger', 'middle_finger', 'ring_finger', 'pinky'] as const

/**
 * Those of a hand: angles of its joints as those of the body, ratios in lengths of the palm (wrist to
 * the knuckle of the middle finger). A hand's world landmarks begin at the hand itself, so its speed
 * is that in the picture.
 *
 * @param hand what the names of its landmarks begin with: nothing, `left_hand_` or `right_hand_`.
 */
export function handMeasures(hand: string): readonly BuiltInMeasure[] {
  const palm = 'distance(H_wrist, H_middle_finger_mcp)'
  const reach = fingers.map((finger) => `distance(H_wrist, H_${finger}_tip)`).join(', ')
  const measures: readonly BuiltInMeasure[] = [
    ...jointsOf('thumb', ['cmc', 'mcp', 'ip', 'tip']),
    ...fingers.flatMap((finger) => jointsOf(finger, ['mcp', 'pip', 'dip', 'tip'])),
    {
      name: 'openness',
      expression: `mean(${reach}) / ${palm}`,
      meaning:
        'How far the fingertips are from the wrist, in lengths of the palm: a fist is near 1',
    },
    {
      name: 'pinch',
      expression: `distance(H_thumb_tip, H_index_finger_tip) / ${palm}`,
      meaning: 'Thumb to index finger, in lengths of the palm: 0 is a closed pinch',
    },
    { name: 'palm_length', expression: palm, meaning: 'Wrist to the knuckle of the middle finger' },
    {
      name: 'wrist_speed_in_picture',
      expression: 'image(speed(H_wrist))',
      meaning: 'Of the wrist across the picture',
    },
  ]
  return measures.map(({ name, expression, meaning }) => ({
    name: `${hand}${name}`,
    expression: expression.replaceAll('H_', hand),
    meaning,
  }))
}

/** The joints of a finger, which bends at all but its tip. */
function jointsOf(finger: string, joints: readonly string[]): BuiltInMeasure[] {
  const chain = ['H_wrist', ...joints.map((joint) => `H_${finger}_${joint}`)]
  return joints.slice(0, -1).map((joint, index) => ({
    name: `${finger}_${joint}_angle`,
    expression: `angle(${chain.slice(index, index + 3).join(', ')})`,
    meaning: `${finger.replace('_', ' ')}, ${joint.toUpperCase()} joint, 180° is straight`,
  }))
}

function bothSides(name: string, expression: string, meaning: string): BuiltInMeasure[] {
  return sides.map((side) => ({
    name: `${side}_${name}`,
    expression: expression.replaceAll('S_', `${side}_`),
    meaning: `${meaning}, ${side}`,
  }))
}

/** (‖p2 − p6‖ + ‖p3 − p5‖) / (2 ‖p1 − p4‖), from corner to corner around the eye. */
function eyeAspectRatio(points: readonly string[]): string {
  const [p1, p2, p3, p4, p5, p6] = points.map((point) => `face_${point}`)
  return `(distance(${p2}, ${p6}) + distance(${p3}, ${p5})) / (2 * distance(${p1}, ${p4}))`
}
