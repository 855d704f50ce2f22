import type { Handedness, PartName, TopologyId } from '../landmarks'
import { topologies } from '../topologies'

/** The part that takes another's place where left and right change. */
export function otherSide(part: PartName): PartName {
  if (part === 'left_hand') return 'right_hand'
  return part === 'right_hand' ? 'left_hand' : part
}

export function otherHand(handedness: Handedness | null): Handedness | null {
  if (handedness === null) return null
  return handedness === 'left' ? 'right' : 'left'
}

/** For each landmark of a topology the one that takes its place: only a body has both sides. */
export const mirroredLandmarks: Readonly<Record<TopologyId, readonly number[]>> = {
  hand: mirrored(topologies.hand.landmarks),
  face: mirrored(topologies.face.landmarks),
  pose: mirrored(topologies.pose.landmarks),
}

function mirrored(names: readonly string[]): readonly number[] {
  return names.map((name) => names.indexOf(mirroredName(name)))
}

function mirroredName(name: string): string {
  return name.replace(/left|right/, (side) => (side === 'left' ? 'right' : 'left'))
}
