import { sentence } from '../sentence'
import { accelerationOf, lengthOf, rateOf } from './derivatives'
import {
  eachFrame,
  gathered,
  MeasureError,
  type NumberValue,
  type Numbers,
  type PointValue,
  type Points,
  type Value,
} from './values'

/** A function of the expression language. */
export interface MeasureFunction {
  /** For people: `a, b, c`. */
  readonly parameters: string
  readonly meaning: string
  /** @throws MeasureError if the arguments do not fit. */
  readonly apply: (args: readonly Value[]) => Value
}

const degrees = 180 / Math.PI

/** All functions but `image`, which changes how its argument is read: see `compile`. */
export const measureFunctions: Readonly<Record<string, MeasureFunction>> = {
  angle: {
    parameters: 'a, b, c',
    meaning: 'Angle at b between the lines to a and to c: 0° to 180°, 180° is straight',
    apply: (args) => ofPoints('angle', args, 3, 'deg', angleAt),
  },
  distance: {
    parameters: 'a, b',
    meaning: 'Distance between two points',
    apply: (args) => ofPoints('distance', args, 2, 'length', distanceAt),
  },
  tilt: {
    parameters: 'a, b',
    meaning: 'Angle of the line from a to b against straight up: 0° to 180°',
    apply: (args) => ofPoints('tilt', args, 2, 'deg', tiltAt),
  },
  midpoint: {
    parameters: 'a, b, …',
    meaning: 'The point in the middle of two or more',
    apply: midpoint,
  },
  speed: {
    parameters: 'a',
    meaning: 'How fast a point moves',
    apply: (args) => ofMotion('speed', args, rateOf, '/s'),
  },
  acceleration: {
    parameters: 'a',
    meaning: 'How fast the velocity of a point changes',
    apply: (args) => ofMotion('acceleration', args, accelerationOf, '/s²'),
  },
  rate: {
    parameters: 'n',
    meaning: 'Change of a number per second',
    apply: rate,
  },
  abs: {
    parameters: 'n',
    meaning: 'A number without its sign',
    apply: (args) => ofNumbers('abs', args, 1, sameUnit, ([a]) => Math.abs(a!)),
  },
  sqrt: {
    parameters: 'n',
    meaning: 'Square root',
    apply: (args) => ofNumbers('sqrt', args, 1, noUnit, ([a]) => Math.sqrt(a!)),
  },
  atan2: {
    parameters: 'n, m',
    meaning: 'Angle of a line that goes m along and n across: −180° to 180°',
    apply: (args) =>
      ofNumbers(
        'atan2',
        args,
        2,
        () => 'deg',
        ([a, b]) => Math.atan2(a!, b!) * degrees,
      ),
  },
  min: {
    parameters: 'n, m, …',
    meaning: 'The smallest of numbers',
    apply: (args) => ofNumbers('min', args, null, sameUnit, (values) => Math.min(...values)),
  },
  max: {
    parameters: 'n, m, …',
    meaning: 'The largest of numbers',
    apply: (args) => ofNumbers('max', args, null, sameUnit, (values) => Math.max(...values)),
  },
  mean: {
    parameters: 'n, m, …',
    meaning: 'The mean of numbers',
    apply: (args) => ofNumbers('mean', args, null, sameUnit, meanOf),
  },
}

/** The unit that all numbers have; null if they differ. */
export function sameUnit(units: readonly (string | null)[]): string | null {
  const [first = null] = units
  return units.every((unit) => unit === first) ? first : null
}

function noUnit(): null {
  return null
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** A number from the numbers of each frame. `count` null: one or more. */
export function ofNumbers(
  name: string,
  args: readonly Value[],
  count: ArgumentCount | null,
  unitOf: (units: readonly (string | null)[]) => string | null,
  valueOf: (values: readonly number[]) => number,
): NumberValue {
  checkCount(name, args, count)
  const numbers = args.map((value) => asNumber(name, value))
  return {
    kind: 'number',
    unit: unitOf(numbers.map(({ unit }) => unit)),
    ...gathered(numbers),
    evaluate: (block) => {
      const series = numbers.map(({ evaluate }) => evaluate(block))
      return eachFrame(block.timesS.length, (frame) => valueOf(series.map((each) => each[frame]!)))
    },
  }
}

/** `length` stands for the unit of the points' space. */
function ofPoints(
  name: string,
  args: readonly Value[],
  count: ArgumentCount,
  unit: 'deg' | 'length',
  valueAt: (points: readonly Points[], frame: number) => number,
): NumberValue {
  checkCount(name, args, count)
  const points = args.map((value) => asPoint(name, value))
  const space = spaceOf(points)
  return {
    kind: 'number',
    unit: unit === 'length' ? space.unit : unit,
    ...gathered(points),
    evaluate: (block) => {
      const places = points.map(({ evaluate }) => evaluate(block))
      return eachFrame(block.timesS.length, (frame) => valueAt(places, frame))
    },
  }
}

function angleAt([a, b, c]: readonly Points[], frame: number): number {
  const [ux, uy, uz] = difference(a!, b!, frame)
  const [vx, vy, vz] = difference(c!, b!, frame)
  // Exact for small angles too, where the arc cosine is not.
  const cross = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx)
  const dot = ux * vx + uy * vy + uz * vz
  if (cross === 0 && dot === 0) return NaN
  return Math.atan2(cross, dot) * degrees
}

function distanceAt([a, b]: readonly Points[], frame: number): number {
  return Math.hypot(...difference(a!, b!, frame))
}

function tiltAt([a, b]: readonly Points[], frame: number): number {
  const [x, y, z] = difference(b!, a!, frame)
  // y counts downwards.
  return Math.atan2(Math.hypot(x, z), -y) * degrees
}

function difference(a: Points, b: Points, frame: number): [number, number, number] {
  return [a.x[frame]! - b.x[frame]!, a.y[frame]! - b.y[frame]!, a.z[frame]! - b.z[frame]!]
}

function midpoint(args: readonly Value[]): PointValue {
  if (args.length < 2) throw new MeasureError(sentence('sentences.measures.midpoint'))
  const points = args.map((value) => asPoint('midpoint', value))
  return {
    kind: 'point',
    space: spaceOf(points),
    ...gathered(points),
    evaluate: (block) => {
      const places = points.map(({ evaluate }) => evaluate(block))
      const middle = (axis: keyof Points): Numbers =>
        eachFrame(block.timesS.length, (frame) =>
          meanOf(places.map((place) => place[axis][frame]!)),
        )
      return { x: middle('x'), y: middle('y'), z: middle('z') }
    },
  }
}

function ofMotion(
  name: string,
  args: readonly Value[],
  derive: (values: Numbers, timesS: Float64Array) => Numbers,
  perTime: string,
): NumberValue {
  checkCount(name, args, 1)
  const point = asPoint(name, args[0]!)
  return {
    kind: 'number',
    unit: `${point.space.unit}${perTime}`,
    needs: point.needs,
    reachFrames: point.reachFrames + 1,
    evaluate: (block) => lengthOf(point.evaluate(block), derive, block.timesS),
  }
}

function rate(args: readonly Value[]): NumberValue {
  checkCount('rate', args, 1)
  const value = asNumber('rate', args[0]!)
  return {
    kind: 'number',
    unit: value.unit === null ? '1/s' : `${value.unit}/s`,
    needs: value.needs,
    reachFrames: value.reachFrames + 1,
    evaluate: (block) => rateOf(value.evaluate(block), block.timesS),
  }
}

function checkCount(name: string, args: readonly Value[], count: ArgumentCount | null): void {
  if (count === null ? args.length > 0 : args.length === count) return
  const wanted = sentence(`sentences.wanted.${count === null ? 'some' : countNames[count]}`)
  const values = { name, wanted, given: args.length }
  throw new MeasureError(sentence('sentences.measures.wants', values))
}

const countNames = { 1: 'one', 2: 'two', 3: 'three' } as const
type ArgumentCount = keyof typeof countNames

function asNumber(name: string, value: Value): NumberValue {
  if (value.kind === 'number') return value
  throw new MeasureError(sentence('sentences.measures.takesNumbers', { name }))
}

function asPoint(name: string, value: Value): PointValue {
  if (value.kind === 'point') return value
  throw new MeasureError(sentence('sentences.measures.takesPoints', { name }))
}

function spaceOf(points: readonly PointValue[]): PointValue['space'] {
  const [first] = points
  const other = points.find(({ space }) => space.name !== first!.space.name)
  if (!other) return first!.space
  const one = sentence(`sentences.space.${first!.space.name}`)
  const values = { one, other: sentence(`sentences.space.${other.space.name}`) }
  throw new MeasureError(sentence('sentences.measures.otherSpace', values))
}
