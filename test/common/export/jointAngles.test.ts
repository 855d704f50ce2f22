import { describe, expect, it } from 'vitest'
import { includedAngle, jointAngles } from '../../../common/export/motion/jointAngles'
import type { Places } from '../../../common/export/motion/places'
import type { Vector } from '../../../common/export/motion/vectors'
import { standingBody } from '../../main/export/standingBody'

const hanging: Readonly<Record<string, Vector>> = {
  ...standingBody,
  left_shoulder: [0.1, 0.5, 0],
  left_elbow: [0.1, 0.2, 0],
  left_wrist: [0.1, -0.05, 0],
}

/** The angles of the left side, rounded, with some landmarks elsewhere. */
function anglesOf(elsewhere: Readonly<Record<string, Vector>> = {}) {
  const at: Places = (marker) => ({ ...hanging, ...elsewhere })[marker] ?? [NaN, NaN, NaN]
  return Object.fromEntries(
    jointAngles
      .filter(({ coordinate }) => coordinate.endsWith('_l'))
      .map(({ coordinate, degrees }) => [coordinate, Math.round(degrees(at) * 100) / 100 + 0]),
  )
}

const straight = { hip_flexion_l: 0, knee_angle_l: 0, arm_flex_l: 0, elbow_flex_l: 0 }

describe('an included angle', () => {
  it.each<[Vector, number]>([
    [[0, 1, 0], 0],
    [[1, 1, 0], 45],
    [[0, 0, 3], 90],
    [[0, -2, 0], 180],
  ])('between up and %s is %d degrees', (second, degrees) => {
    expect(includedAngle([0, 1, 0], [0, 0, 0], second)).toBeCloseTo(degrees, 6)
  })

  it('is unknown where a landmark is, or where two are at one place', () => {
    const angleTo = (second: Vector) => includedAngle([0, 1, 0], [0, 0, 0], second)
    expect([angleTo([NaN, 0, 0]), angleTo([0, 0, 0])]).toEqual([NaN, NaN])
  })
})

describe('the angles of joints', () => {
  it('are 0 of who stands with hanging arms, but at the ankle', () => {
    expect(anglesOf()).toEqual({ ...straight, ankle_angle_l: -26.57 })
  })

  it('of a knee bent square, hip and ankle as they were, is 90', () => {
    const bent = { left_ankle: [0.1, -0.45, -0.45], left_foot_index: [0.1, -0.35, -0.65] } as const
    expect(anglesOf(bent)).toMatchObject({ knee_angle_l: 90, hip_flexion_l: 0 })
  })

  it('of a thigh lifted in front or behind, is the same', () => {
    const lifted = (z: number) => anglesOf({ left_knee: [0.1, 0, z] }).hip_flexion_l
    expect([lifted(0.45), lifted(-0.45)]).toEqual([90, 90])
  })

  it('of an arm stretched forward, with the forearm up, are 90 and 90', () => {
    const arm = { left_elbow: [0.1, 0.5, 0.3], left_wrist: [0.1, 0.75, 0.3] } as const
    expect(anglesOf(arm)).toMatchObject({ arm_flex_l: 90, elbow_flex_l: 90 })
  })

  it('of a foot square to the shin is 0, and of one drawn up more', () => {
    const foot = (y: number) => anglesOf({ left_foot_index: [0.1, -0.9 + y, 0.2] }).ankle_angle_l
    expect([foot(0), foot(0.2), foot(-0.2)]).toEqual([0, 45, -45])
  })

  it('are unknown where a landmark is', () => {
    expect(anglesOf({ left_knee: [NaN, NaN, NaN] })).toEqual({
      ...{ hip_flexion_l: NaN, knee_angle_l: NaN, ankle_angle_l: NaN },
      ...{ arm_flex_l: 0, elbow_flex_l: 0 },
    })
  })
})
