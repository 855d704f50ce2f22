import type { FrameLandmarks, Handedness } from '../../landmarks'
import type { Task } from '../../tasks'
import type { FormatMeaning } from '../formatMeaning'
import type { TrackedVideo } from '../trackedVideo'
import { measureSkeleton, Poser, type MeasuredJoint } from './bvhPose'
import { bodySkeleton, handSkeleton, type Joint, type Side } from './bvhSkeleton'
import { frameRate } from './frameRate'
import { placesOf, type Places } from './places'
import { atConstantRate, countAtRate } from './resampling'
import { subjectMotion } from './spaceMarkers'
import { constantRate, spaceNotes } from './spaceMeanings'
import { isKnown, scaled, type Vector } from './vectors'

const cmPerM = 100

/** Enough for a median; an hour of video need not be in memory. */
const framesToMeasure = 2000

/**
 * One subject's skeleton and its motion as a BVH file (Biovision Hierarchy), as described at
 * https://research.cs.wisc.edu/graphics/Courses/cs-838-1999/Jeff/BVH.html. Centimetres, y up, which
 * is what MotionBuilder takes for granted and Blender's importer has as its default. Rotations are
 * about z, x and y, in this order of channels, as most files have them. The format knows one rate.
 */
export async function* bvhFile(video: TrackedVideo, subject: number): AsyncGenerator<string> {
  const { timesS } = video
  const rate = frameRate(timesS)
  const skeleton = await measure(video, subject)
  yield `HIERARCHY\n${hierarchy(skeleton, 0)}MOTION\n`
  yield `Frames: ${countAtRate(timesS, rate)}\nFrame Time: ${(1 / rate).toFixed(7)}\n`
  const places = placesOf(video.task)
  const poser = new Poser(skeleton)
  let unseen = 0
  let line = ''
  for await (const positions of atConstantRate(subjectMotion(video, subject), timesS, rate)) {
    line = poseLine(poser, places(positions))
    if (poser.place === undefined) {
      unseen += 1
      continue
    }
    // Until somebody comes, they stand as they will come.
    yield line.repeat(unseen + 1)
    unseen = 0
  }
  yield line.repeat(unseen)
}

/** The numbers of a frame as text. */
function poseLine(poser: Poser, at: Places): string {
  const angles = poser.pose(at)
  const place = scaled(poser.place ?? [0, 0, 0], cmPerM)
  return `${[...place, ...angles].map((value) => value.toFixed(4)).join(' ')}\n`
}

async function measure(video: TrackedVideo, subject: number): Promise<MeasuredJoint> {
  const { task, timesS } = video
  const stride = Math.ceil(timesS.length / framesToMeasure)
  const places = placesOf(task)
  const sample: Places[] = []
  let index = 0
  for await (const positions of subjectMotion(video, subject)) {
    if (index % stride === 0 || sample.length === 0) sample.push(places(positions))
    index += 1
  }
  const root = task === 'hands' ? handSkeleton(await sideOf(video, subject)) : body(task, sample)
  return measureSkeleton(root, sample)
}

/** With fingers where they were ever seen. */
function body(task: Task, sample: readonly Places[]): Joint {
  const isSeen = (side: 'left' | 'right'): boolean =>
    task === 'holistic' && sample.some((at) => isKnown(at(`${side}_hand_wrist`)))
  return bodySkeleton({ Left: isSeen('left'), Right: isSeen('right') })
}

/** The hand that it was taken for in most frames. */
async function sideOf(video: TrackedVideo, subject: number): Promise<Side> {
  const counts: Record<Handedness, number> = { left: 0, right: 0 }
  for await (const frame of video.frames()) {
    const handedness = handednessOf(frame, subject)
    if (handedness) counts[handedness] += 1
  }
  return counts.left > counts.right ? 'Left' : 'Right'
}

function handednessOf({ parts }: FrameLandmarks, subject: number): Handedness | null | undefined {
  return parts.find((part) => part.subject === subject)?.handedness
}

function hierarchy({ joint, offset, children }: MeasuredJoint, depth: number): string {
  const indent = '\t'.repeat(depth)
  const isRoot = depth === 0
  const title =
    joint.turn.kind === 'end' ? 'End Site' : `${isRoot ? 'ROOT' : 'JOINT'} ${joint.name}`
  return [
    `${indent}${title}\n${indent}{\n`,
    `${indent}\tOFFSET ${offsetText(offset)}\n`,
    joint.turn.kind === 'end' ? '' : `${indent}\tCHANNELS ${channels(isRoot).join(' ')}\n`,
    ...children.map((child) => hierarchy(child, depth + 1)),
    `${indent}}\n`,
  ].join('')
}

function offsetText(offset: Vector): string {
  return scaled(offset, cmPerM)
    .map((value) => value.toFixed(4))
    .join(' ')
}

const rotations = ['Zrotation', 'Xrotation', 'Yrotation']

function channels(isRoot: boolean): readonly (string | number)[] {
  if (!isRoot) return [rotations.length, ...rotations]
  return [6, 'Xposition', 'Yposition', 'Zposition', ...rotations]
}

export function bvhMeaning(task: Task): FormatMeaning {
  return {
    standard:
      'BVH (Biovision Hierarchy): ' +
      'https://research.cs.wisc.edu/graphics/Courses/cs-838-1999/Jeff/BVH.html',
    units: 'Centimetres and degrees',
    axes:
      'Right-handed, y up. At rest the skeleton stands like a T and looks along z, its left along ' +
      'x, the palms down. Who looks into the camera looks along z.',
    frames: constantRate,
    missing:
      'The format cannot say so: a joint that is not seen stays as it was, is as at rest before it ' +
      'was ever seen, and who comes late stands from the start as they come.',
    notes: [
      'Bones have one length, the median of the video: joints are near the landmarks, not on them.',
      'Directions of all bones are recovered. How hips, chest, head and hands are turned about ' +
        'their own axis is recovered too, as three landmarks or more span them.',
      'How arms, legs, feet, neck, spine and the bones of fingers are twisted about their own axis ' +
        'is not: they are turned from rest by the shortest rotation that points them at the next joint.',
      ...spaceNotes(task),
    ],
    columns: [
      {
        ...{ column: 'Xposition, Yposition, Zposition', unit: 'centimetres' },
        meaning:
          task === 'hands'
            ? 'Of the wrist, from the middle of the hand'
            : 'Of the middle of the hips',
      },
      {
        ...{ column: 'Zrotation, Xrotation, Yrotation', unit: 'degrees' },
        meaning: 'Of each joint within its parent, in this order',
      },
    ],
  }
}
