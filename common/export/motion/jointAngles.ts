import type { Places } from './places'
import { dot, subtract, unit, type Vector } from './vectors'

/**
 * The angle at a joint between its two bones in space, 0 to 180 degrees: 180 is straight. It has no
 * sign: which way a joint is bent, and how a bone is twisted, three landmarks cannot tell. This is
 * the included angle of goniometry, with the landmarks for the bones' ends (Norkin and White,
 * Measurement of Joint Motion: A Guide to Goniometry, chapter 1). NaN where a landmark is unknown.
 */
export function includedAngle(first: Vector, joint: Vector, second: Vector): number {
  const cosine = dot(unit(subtract(first, joint)), unit(subtract(second, joint)))
  return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI
}

export interface JointAngle {
  /** As the coordinates of OpenSim's models of the whole body are called (Rajagopal 2015). */
  readonly coordinate: string
  readonly meaning: string
  readonly degrees: (places: Places) => number
}

/**
 * How the angles of goniometry, 0 in the anatomical position, follow from included angles: the
 * neutral-zero method of the American Academy of Orthopaedic Surgeons (Joint Motion: Method of
 * Measuring and Recording, 1965).
 */
export const jointAngles: readonly JointAngle[] = (['right', 'left'] as const).flatMap(anglesOfSide)

function anglesOfSide(side: 'left' | 'right'): JointAngle[] {
  const end = side[0]!
  const included = (first: string, joint: string, second: string) => (at: Places) =>
    includedAngle(...([first, joint, second].map((name) => at(`${side}_${name}`)) as Three))
  const fromStraight = (angle: (at: Places) => number) => (at: Places) => 180 - angle(at)
  return [
    {
      coordinate: `hip_flexion_${end}`,
      meaning:
        '180 less the angle shoulder, hip, knee: 0 is straight, to whichever side it is bent',
      degrees: fromStraight(included('shoulder', 'hip', 'knee')),
    },
    {
      coordinate: `knee_angle_${end}`,
      meaning: '180 less the angle hip, knee, ankle: 0 is straight, 90 is bent square',
      degrees: fromStraight(included('hip', 'knee', 'ankle')),
    },
    {
      coordinate: `ankle_angle_${end}`,
      meaning:
        '90 less the angle knee, ankle, tip of the foot: bent up is more, down less. The tip lies lower than the ankle, so a foot flat on the floor has less than 0',
      degrees: (at) => 90 - included('knee', 'ankle', 'foot_index')(at),
    },
    {
      coordinate: `arm_flex_${end}`,
      meaning: 'The angle hip, shoulder, elbow: 0 hangs down, to whichever side it is lifted',
      degrees: included('hip', 'shoulder', 'elbow'),
    },
    {
      coordinate: `elbow_flex_${end}`,
      meaning: '180 less the angle shoulder, elbow, wrist: 0 is straight, 90 is bent square',
      degrees: fromStraight(included('shoulder', 'elbow', 'wrist')),
    },
  ]
}

type Three = [first: Vector, joint: Vector, second: Vector]
