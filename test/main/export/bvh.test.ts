import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AnimationMixer, type Bone, Vector3 } from 'three'
import { BVHLoader } from 'three/examples/jsm/loaders/BVHLoader.js'
import { describe, expect, it } from 'vitest'
import type { PackedPart } from '../../../common/landmarks'
import { exportFiles, framesAt, placedPart, readSidecar, type Vector } from './exporting'
import { bodyPart, inMediaPipesSpace, standingBody, turnedInPicture } from './standingBody'

/** A BVH as three.js reads it. */
class ReadBvh {
  readonly text: string
  readonly frameTimeS: number
  readonly #read: ReturnType<BVHLoader['parse']>

  constructor(path: string) {
    this.text = readFileSync(path, 'utf8')
    this.#read = new BVHLoader().parse(this.text)
    this.frameTimeS = this.#read.clip.tracks[0]!.times[1]!
  }

  get frames(): number {
    return this.#read.clip.tracks[0]!.times.length
  }

  get joints(): string[] {
    return this.#read.skeleton.bones.map(({ name }) => name)
  }

  /** Where a joint is in a frame, in centimetres. */
  place(name: string, frame: number): Vector {
    return this.#bone(frame, name).getWorldPosition(new Vector3()).toArray()
  }

  /** Where the end of the chain behind a joint is. */
  end(name: string, frame: number): Vector {
    return this.#bone(frame, name).children[0]!.getWorldPosition(new Vector3()).toArray()
  }

  #bone(frame: number, name: string): Bone {
    const root = this.#read.skeleton.bones[0]!
    const mixer = new AnimationMixer(root)
    mixer.clipAction(this.#read.clip).play()
    mixer.setTime(Math.min(frame * this.frameTimeS, this.#read.clip.duration - 1e-9))
    root.updateWorldMatrix(true, true)
    return this.#read.skeleton.getBoneByName(name)!
  }
}

async function exportBody(parts: readonly (readonly PackedPart[])[], task: 'pose' | 'holistic') {
  const video = framesAt(25, parts.length, (index) => parts[index]!)
  const { path } = await exportFiles(task, { 'walk.mp4': video }, 'bvh')
  return new ReadBvh(join(path, 'walk_subject_0.bvh'))
}

const cm = (place: Vector): Vector => place.map((value) => value * 100) as unknown as Vector

function near(place: Vector, toleranceCm = 0.02) {
  return place.map((value) => expect.closeTo(value, -Math.log10(2 * toleranceCm)) as number)
}

/** The landmark that each joint of the skeleton stands for. */
const jointsOfLandmarks = Object.fromEntries(
  (['left', 'right'] as const).flatMap((side) => {
    const prefix = side === 'left' ? 'Left' : 'Right'
    return [
      ...[['shoulder', 'Arm'] as const, ['elbow', 'ForeArm'] as const, ['wrist', 'Hand'] as const],
      ...[['hip', 'UpLeg'] as const, ['knee', 'Leg'] as const, ['ankle', 'Foot'] as const],
    ].map(([landmark, joint]) => [`${side}_${landmark}`, `${prefix}${joint}`])
  }),
)

function expectJointsOnLandmarks(
  bvh: ReadBvh,
  frame: number,
  body: Readonly<Record<string, Vector>>,
): void {
  const read = Object.entries(jointsOfLandmarks).map(([landmark, joint]) => [
    landmark,
    bvh.place(joint, frame),
  ])
  const expected = Object.keys(jointsOfLandmarks).map((landmark) => [
    landmark,
    near(cm(body[landmark]!)),
  ])
  expect(read).toEqual(expected)
}

describe('a BVH of a body', () => {
  it('at rest is a T without any rotation, in centimetres, y up', async () => {
    const bvh = await exportBody([[bodyPart()], [bodyPart()]], 'pose')
    expect(bvh.text).toMatch(/^HIERARCHY\nROOT Hips\n\{\n\tOFFSET 0\.0000 0\.0000 0\.0000\n/)
    expect(bvh.text).toContain('\nMOTION\nFrames: 2\nFrame Time: 0.0400000\n')
    const angles = bvh.text.trimEnd().split('\n').at(-1)!.split(' ').map(Number)
    expect(angles.every((angle) => Math.abs(angle) < 0.001)).toBe(true)
    expect([bvh.place('Hips', 0), bvh.place('Head', 0), bvh.end('Head', 0)]).toEqual([
      ...[near([0, 0, 0]), near([0, 75, 0]), near([0, 75, 10])],
    ])
    expectJointsOnLandmarks(bvh, 0, standingBody)
  })

  it('has the landmarks’ places where bones keep their lengths', async () => {
    const bodies = [0, 30, 60, 90, 135].map((degrees) => {
      const about = standingBody.left_elbow!
      const knee: Vector = [-0.1, -0.45 * Math.cos(degrees / 100), 0.45 * Math.sin(degrees / 100)]
      return {
        ...standingBody,
        left_wrist: turnedInPicture(standingBody.left_wrist!, about, degrees),
        left_index: turnedInPicture(standingBody.left_index!, about, degrees),
        left_pinky: turnedInPicture(standingBody.left_pinky!, about, degrees),
        right_knee: knee,
        right_ankle: [knee[0], knee[1] - 0.45, knee[2]] as Vector,
        right_foot_index: [knee[0], knee[1] - 0.55, knee[2] + 0.2] as Vector,
      }
    })
    const bvh = await exportBody(
      bodies.map((body) => [bodyPart(body)]),
      'pose',
    )
    expect([bvh.frames, bvh.frameTimeS]).toEqual([5, expect.closeTo(0.04, 6)])
    for (const [frame, body] of bodies.entries()) expectJointsOnLandmarks(bvh, frame, body)
    const hand = bvh.end('LeftHand', 3)
    expect(hand).toEqual(near([50, 85, 0]))
  })

  it('recovers who turns around, leans and lies, left staying left', async () => {
    const turns: ((point: Vector) => Vector)[] = [
      ([x, y, z]) => [-x, y, -z],
      ([x, y, z]) => [z, y, -x],
      (point) => turnedInPicture(point, [0, 0, 0], -80),
      ([x, y, z]) => [x, -z, y],
    ]
    const bodies = turns.map((turn) =>
      Object.fromEntries(Object.entries(standingBody).map(([name, at]) => [name, turn(at)])),
    )
    const bvh = await exportBody(
      bodies.map((body) => [bodyPart(body)]),
      'pose',
    )
    for (const [frame, body] of bodies.entries()) expectJointsOnLandmarks(bvh, frame, body)
  })

  it('has bones of one length, the median, that point the right way', async () => {
    const longer = bodyPart({ left_elbow: [0.9, 0.5, 0], left_wrist: [1.15, 0.5, 0] })
    const bvh = await exportBody([[bodyPart()], [longer], [bodyPart()]], 'pose')
    expect(bvh.place('LeftForeArm', 1)).toEqual(near([50, 50, 0]))
  })

  it('is still where nobody is seen, and stands from the start as who comes late', async () => {
    const bent = bodyPart({ left_elbow: [0.2, 0.8, 0], left_wrist: [0.2, 1.05, 0] })
    const bvh = await exportBody([[], [], [bodyPart()], [bent], [], []], 'pose')
    expect(bvh.frames).toBe(6)
    const lines = bvh.text.trimEnd().split('\n').slice(-6)
    expect([lines[0], lines[1], lines[4], lines[5]]).toEqual([
      lines[2],
      lines[2],
      lines[3],
      lines[3],
    ])
    expect(bvh.place('LeftForeArm', 5)).toEqual(near([20, 80, 0]))
  })

  it('says in its JSON what is not recovered', async () => {
    const video = framesAt(25, 2, () => [bodyPart()])
    const { path } = await exportFiles('pose', { 'walk.mp4': video }, 'bvh')
    const { notes, units } = readSidecar(path) as { notes: string[]; units: string }
    expect(units).toBe('Centimetres and degrees')
    expect(notes.join(' ')).toMatch(/twisted about their own axis is not/)
  })
})

/** A flat left hand with fingers along x, the thumb towards z, its wrist at a place. */
function handLandmark(name: string, index: number): Vector {
  if (name === 'wrist') return [0, 0, 0]
  const joint = (index - 1) % 4
  if (name.startsWith('thumb')) return [0.03 + joint * 0.02, 0, 0.03 + joint * 0.02]
  const finger = Math.floor((index - 1) / 4)
  return [0.09 + joint * 0.03, 0, 0.05 - finger * 0.02]
}

describe('a BVH of hands', () => {
  it('of a whole person hangs the fingers on the arms, where they were seen', async () => {
    const hand = placedPart('left_hand', (name, index) =>
      inMediaPipesSpace(handLandmark(name, index)),
    )
    const bvh = await exportBody([[bodyPart(), hand], [bodyPart()]], 'holistic')
    expect(bvh.joints).toContain('LeftHandIndex3')
    expect(bvh.joints).not.toContain('RightHandIndex3')
    // The middle finger is not along x: the hand is turned by it, its bones are where they belong.
    const wrist = cm(standingBody.left_wrist!)
    const place = (landmark: string, index: number) =>
      near(cm(handLandmark(landmark, index)).map((value, axis) => value + wrist[axis]!) as never)
    expect(bvh.place('LeftHandIndex2', 0)).toEqual(place('index_finger_pip', 6))
    expect(bvh.end('LeftHandPinky3', 0)).toEqual(place('pinky_tip', 20))
    expect(bvh.end('LeftHandThumb3', 0)).toEqual(place('thumb_tip', 4))
    expect(bvh.end('LeftHandPinky3', 1)).toEqual(place('pinky_tip', 20))
  })

  it('alone has the wrist as its root, and is the left or the right one', async () => {
    const hand = (handedness: 'left' | 'right'): PackedPart => ({
      ...placedPart('hand', (name, index) => {
        const [x, y, z] = handLandmark(name, index)
        return inMediaPipesSpace([handedness === 'left' ? x : -x, y, z])
      }),
      ...{ handedness, subject: handedness === 'left' ? 0 : 1 },
    })
    const video = framesAt(25, 2, () => [hand('left'), hand('right')])
    const { path } = await exportFiles('hands', { 'wave.mp4': video }, 'bvh')
    const left = new ReadBvh(join(path, 'wave_subject_0.bvh'))
    const right = new ReadBvh(join(path, 'wave_subject_1.bvh'))
    expect([left.joints[0], right.joints[0]]).toEqual(['LeftHand', 'RightHand'])
    const tip = cm(handLandmark('ring_finger_tip', 16))
    expect(left.end('LeftHandRing3', 0)).toEqual(near(tip))
    expect(right.end('RightHandRing3', 0)).toEqual(near([-tip[0], tip[1], tip[2]]))
  })
})
