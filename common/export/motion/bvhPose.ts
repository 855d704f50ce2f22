import type { Joint } from './bvhSkeleton'
import { median } from './frameRate'
import type { Places } from './places'
import {
  anglesZXY,
  compose,
  isKnown,
  lengthOf,
  noRotation,
  scaled,
  shortestRotation,
  subtract,
  unit,
  unrotate,
  within,
  type Rotation,
  type Vector,
} from './vectors'

/** A joint whose bone has been measured. */
export interface MeasuredJoint {
  readonly joint: Joint
  /** Place in `flattened`, for the state of a pose. */
  readonly index: number
  /** From the parent, in metres, at rest. */
  readonly offset: Vector
  readonly children: readonly MeasuredJoint[]
}

/**
 * Gives every bone one length: the median over the frames, or where the parent's axes are all known
 * the median place in these, as people have bones that do not grow while they move.
 */
export function measureSkeleton(root: Joint, frames: readonly Places[]): MeasuredJoint {
  let count = 0
  const measure = (joint: Joint, offset: Vector): MeasuredJoint => ({
    ...{ joint, index: count++, offset },
    children: joint.children.map((child) => measure(child, measuredOffset(joint, child, frames))),
  })
  return measure(root, [0, 0, 0])
}

function measuredOffset(parent: Joint, child: Joint, frames: readonly Places[]): Vector {
  const { turn } = parent
  const bones = frames.map((at) => ({ at, bone: subtract(child.place(at), parent.place(at)) }))
  if (turn.kind === 'axes') {
    const inParent = bones.map(({ at, bone }) => unrotate(turn.axes(at), bone)).filter(isKnown)
    return [0, 1, 2].map(
      (axis) => median(inParent.map((each) => each[axis]!)) ?? 0,
    ) as unknown as Vector
  }
  const lengths = bones.map(({ bone }) => lengthOf(bone)).filter(Number.isFinite)
  return turn.kind === 'aim' ? scaled(turn.rest, median(lengths) ?? 0) : [0, 0, 0]
}

/** Turns a skeleton after the landmarks of one frame after the other. */
export class Poser {
  readonly #root: MeasuredJoint
  /** How each joint was last seen turned within its parent. */
  readonly #turns: Rotation[] = []
  readonly #angles: number[][] = []
  #place: Vector | undefined

  constructor(root: MeasuredJoint) {
    this.#root = root
  }

  /** Where the root is, in metres; undefined until it was seen for the first time. */
  get place(): Vector | undefined {
    return this.#place
  }

  /**
   * Takes a frame and answers the angles of every joint, z, x and y, the parents first. What is not
   * known in it stays as it was, and is as at rest before it was ever seen.
   */
  pose(at: Places): number[] {
    const place = this.#root.joint.place(at)
    if (isKnown(place)) this.#place = place
    return this.#poseJoint(this.#root, noRotation, at)
  }

  #poseJoint(measured: MeasuredJoint, parent: Rotation, at: Places): number[] {
    if (measured.joint.turn.kind === 'end') return []
    const seen = turnWithin(parent, measured.joint, at)
    if (seen !== undefined) this.#turns[measured.index] = seen
    const turn = this.#turns[measured.index] ?? noRotation
    const all = compose(parent, turn)
    return [
      ...this.#smoothAngles(measured.index, turn),
      ...measured.children.flatMap((child) => this.#poseJoint(child, all, at)),
    ]
  }

  /** The same angles near to those of the frame before: 181 follows 179, not -179. */
  #smoothAngles(index: number, turn: Rotation): number[] {
    const before = this.#angles[index]
    const angles = anglesZXY(turn).map((angle, axis) =>
      before === undefined ? angle : angle + 360 * Math.round((before[axis]! - angle) / 360),
    )
    this.#angles[index] = angles
    return angles
  }
}

function turnWithin(parent: Rotation, joint: Joint, at: Places): Rotation | undefined {
  const { turn } = joint
  if (turn.kind === 'axes') {
    const axes = turn.axes(at)
    return axes.every(isKnown) ? within(parent, axes) : undefined
  }
  const [child] = joint.children
  if (turn.kind !== 'aim' || child === undefined) return undefined
  const direction = unrotate(parent, unit(subtract(child.place(at), joint.place(at))))
  return isKnown(direction) ? shortestRotation(turn.rest, direction) : undefined
}
