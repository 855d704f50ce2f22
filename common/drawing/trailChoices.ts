import type { TopologyId } from '../landmarks'
import { topologies } from '../topologies'

/** Nose tip, forehead, chin, lips, corners of the mouth, irises. */
const faceLandmarks = [1, 10, 152, 13, 14, 291, 61, 473, 468]

/**
 * The landmarks that can leave a trail, by their names in their topology: all of a hand and a body,
 * some well known ones of a face. No two topologies share a name.
 */
export const trailChoices: Readonly<Record<TopologyId, readonly string[]>> = {
  hand: topologies.hand.landmarks,
  pose: topologies.pose.landmarks,
  face: faceLandmarks.flatMap((index) => topologies.face.landmarks.slice(index, index + 1)),
}
