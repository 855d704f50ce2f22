import type { TopologyId } from '../landmarks'
import { topologies } from '../topologies'

/** A landmark that can leave a trail. */
export interface TrailChoice {
  /** Its name in its topology; no two topologies share a name. */
  readonly landmark: string
  /** Its name for people: `Index finger tip`. */
  readonly title: string
}

const handWords: Readonly<Record<string, string>> = {
  index: 'index finger',
  middle: 'middle finger',
  ring: 'ring finger',
  pinky: 'little finger',
  finger: '',
  cmc: 'base',
  mcp: 'knuckle',
  ip: 'joint',
  pip: 'middle joint',
  dip: 'end joint',
}

/** Names of body landmarks without their side, where they need other words. */
const poseWords: Readonly<Record<string, string>> = {
  eye_inner: 'eye, inner corner',
  eye_outer: 'eye, outer corner',
  mouth: 'mouth corner',
  pinky: 'little finger',
  index: 'index finger',
  foot_index: 'toes',
}

const faceChoices: readonly TrailChoice[] = [
  { landmark: 'face_001', title: 'Nose tip' },
  { landmark: 'face_010', title: 'Forehead' },
  { landmark: 'face_152', title: 'Chin' },
  { landmark: 'face_013', title: 'Upper lip' },
  { landmark: 'face_014', title: 'Lower lip' },
  { landmark: 'face_291', title: 'Left mouth corner' },
  { landmark: 'face_061', title: 'Right mouth corner' },
  { landmark: 'face_473', title: 'Left iris' },
  { landmark: 'face_468', title: 'Right iris' },
]

/** The landmarks that can leave a trail: all of a hand and a body, some well known ones of a face. */
export const trailChoices: Readonly<Record<TopologyId, readonly TrailChoice[]>> = {
  hand: topologies.hand.landmarks.map((landmark) => ({ landmark, title: handTitle(landmark) })),
  pose: topologies.pose.landmarks.map((landmark) => ({ landmark, title: poseTitle(landmark) })),
  face: faceChoices,
}

function handTitle(name: string): string {
  const words = name.split('_').map((word) => handWords[word] ?? word)
  return capitalised(words.filter((word) => word !== '').join(' '))
}

function poseTitle(name: string): string {
  const side = /left|right/.exec(name)?.[0]
  const place = name.replace(/_?(left|right)_?/, '')
  return capitalised([...(side ? [side] : []), poseWords[place] ?? place].join(' '))
}

function capitalised(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}
