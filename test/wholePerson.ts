import type { PartName } from '../common/landmarks'

export type Place = readonly [x: number, y: number]

/** The left half of a body that faces the camera, in the order of the topology: x from its middle. */
const bodyPlaces: readonly Place[] = [
  [0, 0.18], // nose
  ...faceSide([0.012, 0.16], [0.02, 0.16], [0.028, 0.16]),
  ...bothSides([0.045, 0.17]), // ears
  ...bothSides([0.014, 0.21]), // mouth
  ...bothSides([0.09, 0.3]), // shoulders
  ...bothSides([0.13, 0.42]), // elbows
  ...bothSides([0.16, 0.54]), // wrists
  ...bothSides([0.17, 0.58]), // pinkies
  ...bothSides([0.165, 0.59]), // index fingers
  ...bothSides([0.155, 0.57]), // thumbs
  ...bothSides([0.055, 0.57]), // hips
  ...bothSides([0.06, 0.75]), // knees
  ...bothSides([0.06, 0.92]), // ankles
  ...bothSides([0.055, 0.94]), // heels
  ...bothSides([0.075, 0.96]), // feet
]

function faceSide(...places: readonly Place[]): Place[] {
  return [...places, ...places.map(mirrored)]
}

function bothSides(place: Place): Place[] {
  return [place, mirrored(place)]
}

function mirrored([x, y]: Place): Place {
  return [-x, y]
}

/** Where the landmarks of somebody who stands in the middle of a wide picture may be. */
export function placesOf(part: PartName): Place[] {
  switch (part) {
    case 'pose':
      return bodyPlaces.map(([x, y]) => [0.5 + x, y])
    case 'left_hand':
    case 'hand':
      return handPlaces([0.66, 0.54])
    case 'right_hand':
      return handPlaces([0.34, 0.54])
    case 'face':
      return Array.from({ length: 478 }, (_, index) => facePlace(index))
  }
}

/** A hand that hangs down from its wrist: five fingers of four joints. */
function handPlaces([x, y]: Place): Place[] {
  const joints = Array.from({ length: 20 }, (_, index): Place => {
    const [finger, joint] = [Math.floor(index / 4), index % 4]
    return [x + (finger - 2) * 0.006, y + 0.04 + joint * 0.012]
  })
  return [[x, y], ...joints]
}

/** Points spread evenly over a disc, as the seeds of a sunflower (H. Vogel, 1979). */
function facePlace(index: number): Place {
  const [radius, angle] = [0.05 * Math.sqrt((index + 0.5) / 478), index * 2.399963]
  return [0.5 + radius * Math.cos(angle), 0.18 + 1.7 * radius * Math.sin(angle)]
}
