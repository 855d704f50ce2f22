import type { PackedPart } from '../../../common/landmarks'
import { placedPart, type Vector } from './exporting'

/**
 * A body like a T that looks into the camera, in the axes of the formats: metres, left is x, up is y,
 * to the camera is z. Landmarks that no skeleton uses are at the head.
 */
export const standingBody: Readonly<Record<string, Vector>> = {
  nose: [0, 0.75, 0.1],
  ...bothSides('ear', [0.08, 0.75, 0]),
  ...bothSides('shoulder', [0.2, 0.5, 0]),
  ...bothSides('elbow', [0.5, 0.5, 0]),
  ...bothSides('wrist', [0.75, 0.5, 0]),
  ...bothSides('index', [0.85, 0.5, 0.03]),
  ...bothSides('pinky', [0.85, 0.5, -0.03]),
  ...bothSides('hip', [0.1, 0, 0]),
  ...bothSides('knee', [0.1, -0.45, 0]),
  ...bothSides('ankle', [0.1, -0.9, 0]),
  ...bothSides('foot_index', [0.1, -1, 0.2]),
}

function bothSides(name: string, [x, y, z]: Vector): Record<string, Vector> {
  return { [`left_${name}`]: [x, y, z], [`right_${name}`]: [-x, y, z] }
}

/** The body as MediaPipe would tell of it, with some landmarks elsewhere. */
export function bodyPart(elsewhere: Readonly<Record<string, Vector>> = {}): PackedPart {
  const all = { ...standingBody, ...elsewhere }
  return placedPart('pose', (name) => inMediaPipesSpace(all[name] ?? [0, 0.75, 0]))
}

export function inMediaPipesSpace([x, y, z]: Vector): Vector {
  return [x, -y, -z]
}

/** A point turned about another one, in the plane of the picture: positive is counterclockwise. */
export function turnedInPicture(point: Vector, about: Vector, degrees: number): Vector {
  const radians = (degrees * Math.PI) / 180
  const [x, y] = [point[0] - about[0], point[1] - about[1]]
  const [cosine, sine] = [Math.cos(radians), Math.sin(radians)]
  return [about[0] + x * cosine - y * sine, about[1] + x * sine + y * cosine, point[2]]
}
