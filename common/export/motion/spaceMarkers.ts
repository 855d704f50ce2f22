import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type PackedPart,
  type PartName,
} from '../../landmarks'
import type { Task } from '../../tasks'
import { topologies } from '../../topologies'
import { isPersonsHand, landmarksOfPart, namesOfParts } from '../partNames'
import { partsOfTask, partTables } from '../parts'
import type { FormatNeeds, TrackedVideo } from '../trackedVideo'

/** The parts whose landmarks have a place in space. */
export function partsInSpace(task: Task): readonly PartName[] {
  return partsOfTask[task].filter((part) => partTables[part].fields.includes('world_x'))
}

export function needsInSpace(task: Task): FormatNeeds {
  return { parts: partsInSpace(task), fields: ['world_x', 'world_y', 'world_z'] }
}

export function markerNames(task: Task): readonly string[] {
  return namesOfParts(partsInSpace(task))
}

/**
 * Three numbers for each marker of a subject in each tracked frame: metres, x to the right of the
 * picture, y up, z to the camera; NaN where unknown. MediaPipe's own axes are turned about x by half
 * a turn for this (y down and z away from the camera become y up and z to it), so left stays left.
 *
 * The origin is that of the part: the middle of the hips of a body, the middle of a hand. A whole
 * person's hands, which have origins of their own, are moved so that their wrists meet the body's.
 */
export async function* subjectMotion(
  video: TrackedVideo,
  subject: number,
): AsyncGenerator<Float64Array> {
  const parts = partsInSpace(video.task)
  for await (const frame of video.frames()) yield positionsOf(frame, subject, parts)
}

function positionsOf(
  frame: FrameLandmarks,
  subject: number,
  parts: readonly PartName[],
): Float64Array {
  const own = frame.parts.filter((part) => part.subject === subject)
  const body = own.find(({ part }) => part === 'pose')
  const positions = new Float64Array(namesOfParts(parts).length * 3).fill(NaN)
  let start = 0
  for (const name of parts) {
    const part = own.find(({ part }) => part === name)
    if (part)
      positions.set(isPersonsHand(name) ? handOnWrist(part, body) : positionsOfPart(part), start)
    start += landmarksOfPart(name).length * 3
  }
  return positions
}

const firstWorldField = landmarkFields.indexOf('world_x')

function positionsOfPart({ points }: PackedPart): Float64Array {
  const positions = new Float64Array((points.length / landmarkStride) * 3)
  for (let index = 0; index < positions.length / 3; index += 1) {
    const at = index * landmarkStride + firstWorldField
    positions.set([points[at]!, -points[at + 1]!, -points[at + 2]!], index * 3)
  }
  return positions
}

/** Unknown where there is no body: nobody knows where the hand would be. */
function handOnWrist(hand: PackedPart, body: PackedPart | undefined): Float64Array {
  const positions = positionsOfPart(hand)
  if (body === undefined) return positions.fill(NaN)
  const side = hand.part === 'left_hand' ? 'left' : 'right'
  const bodyWrist = topologies.pose.landmarks.indexOf(`${side}_wrist`)
  const wrist = positionsOfPart(body).subarray(bodyWrist * 3, bodyWrist * 3 + 3)
  const move = wrist.map((value, axis) => value - positions[axis]!)
  return positions.map((value, index) => value + move[index % 3]!)
}
