import { partTables } from '../../../common/export/parts'
import {
  landmarkStride,
  type FrameLandmarks,
  type PackedPart,
  type PartName,
} from '../../../common/landmarks'
import { topologies } from '../../../common/topologies'
import { randomNumbers } from '../../random'
import { placesOf, type Place } from '../../wholePerson'

export interface Movement {
  /** Frames a second; 30 if not given. */
  readonly rate?: number
  readonly frames: number
  /** Where a landmark of somebody who stands still is at a time. */
  readonly move?: (place: Place, timeS: number, landmark: string) => Place
  readonly visibility?: (landmark: string, frame: number) => number
  /** In which frames there is nobody. */
  readonly isEmpty?: (frame: number) => boolean
  readonly timeS?: (frame: number) => number
}

/** A video of somebody, or of the hand of somebody, who moves as is said. */
export function makeMoving(part: PartName, movement: Movement): FrameLandmarks[] {
  const { rate = 30, frames, isEmpty = () => false, timeS = (frame) => frame / rate } = movement
  return Array.from({ length: frames }, (_, frame) => ({
    frame,
    timestampUs: Math.round(timeS(frame) * 1e6),
    parts: isEmpty(frame) ? [] : [movedPart(part, frame, timeS(frame), movement)],
  }))
}

function movedPart(
  part: PartName,
  frame: number,
  timeS: number,
  { move = (place) => place, visibility = () => 1 }: Movement,
): PackedPart {
  const { topology } = partTables[part]
  const names = topologies[topology].landmarks
  const points = new Float32Array(names.length * landmarkStride).fill(NaN)
  for (const [index, place] of placesOf(part).entries()) {
    const [x, y] = move(place, timeS, names[index]!)
    points.set([x, y, 0], index * landmarkStride)
    if (part === 'pose') points[index * landmarkStride + 6] = visibility(names[index]!, frame)
  }
  const isHand = part === 'hand'
  const hand = { handedness: isHand ? 'left' : null, score: isHand ? 0.9 : null } as const
  return { part, topology, subject: 0, ...hand, points }
}

/** Moves every place at random: a Gaussian of that standard deviation, in heights of the picture. */
export function trembler(deviation: number): (place: Place) => Place {
  const random = randomNumbers(1)
  return ([x, y]) => {
    // G. E. P. Box and M. E. Muller, 1958. The pictures of the test library are 640 by 360.
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    return [x + (radius * Math.cos(angle) * 360) / 640, y + radius * Math.sin(angle)]
  }
}
