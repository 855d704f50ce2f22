import type {
  Category,
  FaceLandmarkerResult,
  HandLandmarkerResult,
  HolisticLandmarkerResult,
  Landmark,
  NormalizedLandmark,
  PoseLandmarkerResult,
} from '@mediapipe/tasks-vision'
import { landmarkStride, type Handedness, type PackedPart, type PartName } from './landmarks'

// The one file that knows the shapes of MediaPipe's results.

/** The hands of a result, in the order of the model. */
export function packHands(result: HandLandmarkerResult): PackedPart[] {
  return result.landmarks.map((points, subject) => ({
    ...packPart('hand', subject, points, result.worldLandmarks[subject]),
    ...packHandedness(result.handedness[subject]?.[0]),
  }))
}

/** The label is the person's own hand, provided that the picture is not mirrored. */
function packHandedness(category: Category | undefined) {
  const label = category?.categoryName.toLowerCase()
  const handedness: Handedness | null = label === 'left' || label === 'right' ? label : null
  return { handedness, score: category?.score ?? null }
}

/** The faces of a result: 478 landmarks each. */
export function packFaces(result: FaceLandmarkerResult): PackedPart[] {
  return result.faceLandmarks.map((points, subject) => packPart('face', subject, points))
}

/** The bodies of a result, with the visibility of each landmark. */
export function packPoses(result: PoseLandmarkerResult): PackedPart[] {
  return result.landmarks.map((points, subject) =>
    packPart('pose', subject, points, result.worldLandmarks[subject]),
  )
}

/** The one person of a holistic result: those of its four parts that were found. */
export function packHolistic(result: HolisticLandmarkerResult): PackedPart[] {
  const { poseLandmarks, leftHandLandmarks, rightHandLandmarks, faceLandmarks } = result
  return [
    ...packFirst('pose', poseLandmarks, result.poseWorldLandmarks),
    ...packFirst('left_hand', leftHandLandmarks, result.leftHandWorldLandmarks),
    ...packFirst('right_hand', rightHandLandmarks, result.rightHandWorldLandmarks),
    ...packFirst('face', faceLandmarks),
  ]
}

/** Holistic tracks one person; a part that it does not see is absent or has no landmarks. */
function packFirst(
  part: PartName,
  landmarks: readonly NormalizedLandmark[][],
  worldLandmarks: readonly Landmark[][] = [],
): PackedPart[] {
  const points = landmarks[0]
  return points?.length ? [packPart(part, 0, points, worldLandmarks[0])] : []
}

const topologyOf = {
  pose: 'pose',
  face: 'face',
  left_hand: 'hand',
  right_hand: 'hand',
  hand: 'hand',
} as const
const handednessOf: Partial<Record<PartName, Handedness>> = {
  left_hand: 'left',
  right_hand: 'right',
}

function packPart(
  part: PartName,
  subject: number,
  points: readonly NormalizedLandmark[],
  worldPoints?: readonly Landmark[],
): PackedPart {
  return {
    part,
    topology: topologyOf[part],
    subject,
    handedness: handednessOf[part] ?? null,
    score: null,
    // Only poses have a visibility: MediaPipe fills in 0 for hands and faces.
    points: packPoints(points, worldPoints, part === 'pose'),
  }
}

/** Numbers in the order of `landmarkFields`. MediaPipe's JavaScript results have no presence. */
function packPoints(
  points: readonly NormalizedLandmark[],
  worldPoints: readonly Landmark[] = [],
  hasVisibility = false,
): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(points.length * landmarkStride).fill(NaN)
  points.forEach(({ x, y, z, visibility }, index) => {
    const offset = index * landmarkStride
    packed.set([x, y, z], offset)
    const world = worldPoints[index]
    if (world) packed.set([world.x, world.y, world.z], offset + 3)
    if (hasVisibility) packed[offset + 6] = visibility
  })
  return packed
}
