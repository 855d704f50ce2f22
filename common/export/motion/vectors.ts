/** A place or a direction: x, y, z. */
export type Vector = readonly [x: number, y: number, z: number]

/** A rotation by the directions in which it turns x, y and z: the columns of its matrix. */
export type Rotation = readonly [x: Vector, y: Vector, z: Vector]

export const noRotation: Rotation = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

export function add(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

export function subtract(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

export function scaled(a: Vector, factor: number): Vector {
  return [a[0] * factor, a[1] * factor, a[2] * factor]
}

export function middle(a: Vector, b: Vector): Vector {
  return scaled(add(a, b), 0.5)
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

export function lengthOf(a: Vector): number {
  return Math.hypot(...a)
}

/** NaN for a vector of no length, or of an unknown one. */
export function unit(a: Vector): Vector {
  return scaled(a, 1 / lengthOf(a))
}

export function isKnown(a: Vector): boolean {
  return a.every(Number.isFinite)
}

/** Turns a vector. */
export function rotate([x, y, z]: Rotation, vector: Vector): Vector {
  return add(add(scaled(x, vector[0]), scaled(y, vector[1])), scaled(z, vector[2]))
}

/** Turns a vector back. */
export function unrotate([x, y, z]: Rotation, vector: Vector): Vector {
  return [dot(x, vector), dot(y, vector), dot(z, vector)]
}

/** First the second, then the first, as matrices are multiplied. */
export function compose(first: Rotation, second: Rotation): Rotation {
  const [x, y, z] = second
  return [rotate(first, x), rotate(first, y), rotate(first, z)]
}

/** What is left of a rotation in the eyes of another one. */
export function within(outer: Rotation, [x, y, z]: Rotation): Rotation {
  return [unrotate(outer, x), unrotate(outer, y), unrotate(outer, z)]
}

/** The axes of which x points along one direction, and y as nearly as it can along another. */
export function axesOfXY(alongX: Vector, towardsY: Vector): Rotation {
  const x = unit(alongX)
  const z = unit(cross(x, towardsY))
  return [x, cross(z, x), z]
}

/** The axes of which x points along one direction, and z as nearly as it can along another. */
export function axesOfXZ(alongX: Vector, towardsZ: Vector): Rotation {
  const x = unit(alongX)
  const y = unit(cross(towardsZ, x))
  return [x, y, cross(x, y)]
}

/** The shortest rotation that turns one unit vector into another. */
export function shortestRotation(from: Vector, to: Vector): Rotation {
  const cosine = dot(from, to)
  const axis = cross(from, to)
  // Half a turn has no shortest axis: any one square to the vector will do.
  if (cosine < -0.999999) return halfTurn(squareTo(from))
  const factor = 1 / (1 + cosine)
  const column = (base: Vector): Vector =>
    add(add(scaled(base, cosine), cross(axis, base)), scaled(axis, dot(axis, base) * factor))
  return [column([1, 0, 0]), column([0, 1, 0]), column([0, 0, 1])]
}

function squareTo(a: Vector): Vector {
  return unit(cross(a, Math.abs(a[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]))
}

function halfTurn(axis: Vector): Rotation {
  const column = (base: Vector): Vector => subtract(scaled(axis, 2 * dot(axis, base)), base)
  return [column([1, 0, 0]), column([0, 1, 0]), column([0, 0, 1])]
}

/** Angles in degrees such that turning about z, then the new x, then the new y is the rotation. */
export function anglesZXY([x, y, z]: Rotation): Vector {
  const aboutX = Math.asin(Math.max(-1, Math.min(1, y[2])))
  const isUpright = Math.abs(y[2]) > 0.999999
  // There z and y turn about the same axis: all of it is given to z.
  const aboutZ = isUpright ? Math.atan2(x[1], x[0]) : Math.atan2(-y[0], y[1])
  const aboutY = isUpright ? 0 : Math.atan2(-x[2], z[2])
  return [aboutZ, aboutX, aboutY].map((radians) => (radians * 180) / Math.PI) as unknown as Vector
}
