import type { Messages } from '../locales/messages'
import { SentenceError } from '../sentence'
import type { FieldRef, MeasureBlock } from './block'

export type Numbers = Float64Array<ArrayBuffer>

export interface Points {
  readonly x: Numbers
  readonly y: Numbers
  readonly z: Numbers
}

/** What a part of an expression is: a number or a point of each frame. */
export type Value = NumberValue | PointValue

interface Evaluated {
  /** Frames before and after that one frame's value comes from as well. */
  readonly reachFrames: number
  /** The series that it is made of. */
  readonly needs: readonly FieldRef[]
}

export interface NumberValue extends Evaluated {
  readonly kind: 'number'
  /** Null where it has none, or none that is known. */
  readonly unit: string | null
  readonly evaluate: (block: MeasureBlock) => Numbers
}

export interface PointValue extends Evaluated {
  readonly kind: 'point'
  readonly space: PointSpace
  readonly evaluate: (block: MeasureBlock) => Points
}

/** Where the coordinates of a point begin: points of different spaces have nothing in common. */
export interface PointSpace {
  readonly name: keyof Messages['sentences']['space']
  readonly unit: string
}

/** What several values together reach and need. */
export function gathered(values: readonly Value[]): Evaluated {
  return {
    reachFrames: Math.max(0, ...values.map(({ reachFrames }) => reachFrames)),
    needs: values.flatMap(({ needs }) => needs),
  }
}

/** A number for each frame, made from the numbers of others. */
export function eachFrame(length: number, valueAt: (frame: number) => number): Numbers {
  const numbers = new Float64Array(length)
  for (let frame = 0; frame < length; frame += 1) numbers[frame] = valueAt(frame)
  return numbers
}

/** What is wrong with an expression. */
export class MeasureError extends SentenceError {
  override readonly name = 'MeasureError'
}
