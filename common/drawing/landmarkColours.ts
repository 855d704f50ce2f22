import type { TopologyId } from '../landmarks'
import { topologies } from '../topologies'
import { faceColour, handColour, poseColour } from './colours'
import { irises } from './irises'

/** The colour of a line through landmarks. */
export function chainColour(topology: TopologyId, chain: string): string {
  switch (topology) {
    case 'hand':
      return handColour(chain)
    case 'pose':
      return poseColour(chain)
    case 'face':
      return faceColour(chain)
  }
}

/** The colour of each landmark: that of its side in a body, else of the last chain through it. */
export function landmarkColours(topology: TopologyId): readonly string[] {
  const { chains, landmarks } = topologies[topology]
  if (topology === 'pose') return landmarks.map(poseColour)
  const colours = landmarks.map(() => chainColour(topology, ''))
  for (const { name, landmarks } of chains) {
    for (const index of landmarks) colours[index] = chainColour(topology, name)
  }
  if (topology === 'hand') colours[0] = handColour('palm')
  if (topology === 'face') for (const { name, centre } of irises) colours[centre] = faceColour(name)
  return colours
}
