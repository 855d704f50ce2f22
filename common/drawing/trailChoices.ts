import type { TopologyId } from '../landmarks'
import { topologies } from '../topologies'

/**
 * The landmarks that can leave a trail, by their names in their topology: all of a hand and a body,
 * some well known ones of a face. No two topologies share a name.
 */
export const trailChoices: Readonly<Record<TopologyId, readonly string[]>> = {
  hand: topologies.hand.landmarks,
  pose: topologies.pose.landmarks,
  // Nose tip, forehead, chin, lips, corners of the mouth, irises.
  face: ['001', '010', '152', '013', '014', '291', '061', '473', '468'].map((n) => `face_${n}`),
}
