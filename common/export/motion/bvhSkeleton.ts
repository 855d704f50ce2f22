import type { Places } from './places'
import {
  axesOfXY,
  axesOfXZ,
  middle,
  scaled,
  subtract,
  unit,
  type Rotation,
  type Vector,
} from './vectors'

/** How a joint is turned in a frame. */
export type Turn =
  /** All of it is known: three landmarks or more span its axes. */
  | { readonly kind: 'axes'; readonly axes: (places: Places) => Rotation }
  /** It points at its one child, which at rest lies in this direction. */
  | { readonly kind: 'aim'; readonly rest: Vector }
  /** The end of a chain. */
  | { readonly kind: 'end' }

export interface Joint {
  /** As MotionBuilder, Mixamo and many others call it; empty for the end of a chain. */
  readonly name: string
  readonly place: (places: Places) => Vector
  readonly turn: Turn
  readonly children: readonly Joint[]
}

export type Side = 'Left' | 'Right'

/**
 * A body as a tree of joints. At rest it stands like a T and looks along z: left is x, up is y, the
 * palms look down.
 */
export function bodySkeleton(fingers: Readonly<Record<Side, boolean>>): Joint {
  const legs = (['Left', 'Right'] as const).map(legJoint)
  const arms = (['Left', 'Right'] as const).map((side) => armJoint(side, fingers[side]))
  const chest = axesJoint(
    'Chest',
    midShoulders,
    (at) => axesOfXY(subtract(at('left_shoulder'), at('right_shoulder')), spineOf(at)),
    [aimJoint('Neck', midShoulders, up, headJoint()), ...arms],
  )
  return axesJoint(
    'Hips',
    midHips,
    (at) => axesOfXY(subtract(at('left_hip'), at('right_hip')), spineOf(at)),
    [aimJoint('Spine', midHips, up, chest), ...legs],
  )
}

/** A hand alone, of the hands task, whose landmarks have no prefix. */
export function handSkeleton(side: Side): Joint {
  return fingeredHand(side, '')
}

const up: Vector = [0, 1, 0]
const down: Vector = [0, -1, 0]
/** A foot at rest points forward and somewhat down. */
const forwardDown = unit([0, -0.5, 1])

const midHips = (at: Places): Vector => middle(at('left_hip'), at('right_hip'))
const midShoulders = (at: Places): Vector => middle(at('left_shoulder'), at('right_shoulder'))
const midEars = (at: Places): Vector => middle(at('left_ear'), at('right_ear'))
const spineOf = (at: Places): Vector => subtract(midShoulders(at), midHips(at))

function headJoint(): Joint {
  const axes = (at: Places): Rotation =>
    axesOfXZ(subtract(at('left_ear'), at('right_ear')), subtract(at('nose'), midEars(at)))
  return axesJoint('Head', midEars, axes, [endAt('nose')])
}

function legJoint(side: Side): Joint {
  const prefix = side.toLowerCase()
  const foot = aimJoint(
    `${side}Foot`,
    of(`${prefix}_ankle`),
    forwardDown,
    endAt(`${prefix}_foot_index`),
  )
  const shin = aimJoint(`${side}Leg`, of(`${prefix}_knee`), down, foot)
  return aimJoint(`${side}UpLeg`, of(`${prefix}_hip`), down, shin)
}

function armJoint(side: Side, hasFingers: boolean): Joint {
  const prefix = side.toLowerCase()
  const hand = hasFingers ? fingeredHand(side, `${prefix}_hand_`) : palm(side)
  const forearm = aimJoint(`${side}ForeArm`, of(`${prefix}_elbow`), outwards(side), hand)
  return aimJoint(`${side}Arm`, of(`${prefix}_shoulder`), outwards(side), forearm)
}

function outwards(side: Side): Vector {
  return [side === 'Left' ? 1 : -1, 0, 0]
}

/** The hand of a body without fingers: its knuckles say how it is turned. */
function palm(side: Side): Joint {
  const prefix = side.toLowerCase()
  const knuckles = (at: Places): Vector => middle(at(`${prefix}_index`), at(`${prefix}_pinky`))
  const axes = (at: Places): Rotation =>
    axesOfXZ(
      scaled(subtract(knuckles(at), at(`${prefix}_wrist`)), outwards(side)[0]),
      subtract(at(`${prefix}_index`), at(`${prefix}_pinky`)),
    )
  const end: Joint = { name: '', place: knuckles, turn: { kind: 'end' }, children: [] }
  return axesJoint(`${side}Hand`, of(`${prefix}_wrist`), axes, [end])
}

const fingers = {
  Thumb: ['thumb_cmc', 'thumb_mcp', 'thumb_ip', 'thumb_tip'],
  ...finger('Index', 'index_finger'),
  ...finger('Middle', 'middle_finger'),
  ...finger('Ring', 'ring_finger'),
  ...finger('Pinky', 'pinky'),
}

function finger(name: string, prefix: string): Record<string, string[]> {
  return { [name]: ['mcp', 'pip', 'dip', 'tip'].map((joint) => `${prefix}_${joint}`) }
}

function fingeredHand(side: Side, prefix: string): Joint {
  const axes = (at: Places): Rotation =>
    axesOfXZ(
      scaled(subtract(at(`${prefix}middle_finger_mcp`), at(`${prefix}wrist`)), outwards(side)[0]),
      subtract(at(`${prefix}index_finger_mcp`), at(`${prefix}pinky_mcp`)),
    )
  const chains = Object.entries(fingers).map(([name, landmarks]) => {
    const along = outwards(side)
    const rest = name === 'Thumb' ? unit([along[0], 0, 1]) : along
    const [first, second, third, tip] = landmarks.map((landmark) => `${prefix}${landmark}`) as [
      string,
      string,
      string,
      string,
    ]
    const bone = `${side}Hand${name}`
    const last = aimJoint(`${bone}3`, of(third), rest, endAt(tip))
    return aimJoint(`${bone}1`, of(first), rest, aimJoint(`${bone}2`, of(second), rest, last))
  })
  return axesJoint(`${side}Hand`, of(`${prefix}wrist`), axes, chains)
}

function of(marker: string): Joint['place'] {
  return (at) => at(marker)
}

function endAt(marker: string): Joint {
  return { name: '', place: of(marker), turn: { kind: 'end' }, children: [] }
}

function aimJoint(name: string, place: Joint['place'], rest: Vector, child: Joint): Joint {
  return { name, place, turn: { kind: 'aim', rest }, children: [child] }
}

function axesJoint(
  name: string,
  place: Joint['place'],
  axes: (places: Places) => Rotation,
  children: readonly Joint[],
): Joint {
  return { name, place, turn: { kind: 'axes', axes }, children }
}
