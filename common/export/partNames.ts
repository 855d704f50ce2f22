import type { PartName } from '../landmarks'
import { topologies } from '../topologies'
import { partTables } from './parts'

export function landmarksOfPart(part: PartName): readonly string[] {
  return topologies[partTables[part].topology].landmarks
}

/** Unlike those of the hands task, which are subjects of their own. */
export function isPersonsHand(part: PartName): boolean {
  return part === 'left_hand' || part === 'right_hand'
}

/** Names that are unique in a person: of a hand with the hand, `left_hand_wrist`; others plain. */
export function namesOfParts(parts: readonly PartName[]): readonly string[] {
  return parts.flatMap((part) => {
    const names = landmarksOfPart(part)
    return isPersonsHand(part) ? names.map((name) => `${part}_${name}`) : names
  })
}
