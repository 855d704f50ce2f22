// @ts-check
import { zipSync } from 'fflate'
import { withJoinedFaceLandmarks } from './faceLandmarks.mjs'
import { withInputNormalization } from './inputNormalization.mjs'

/**
 * @typedef {(fileName: string) => Promise<Uint8Array>} ReadNetwork
 * @typedef {{ entry: string, network: string, prepare?: (model: Uint8Array) => Uint8Array }} Part
 */

/** @param {Uint8Array} model */
const fromZeroToOne = (model) => withInputNormalization(model, { mean: 0, std: 255 })
/** @param {Uint8Array} model */
const fromMinusOneToOne = (model) => withInputNormalization(model, { mean: 127.5, std: 127.5 })

const HAND_LANDMARKS = {
  entry: 'hand_landmarks_detector.tflite',
  network: 'hand_landmark_full.tflite',
  prepare: fromZeroToOne,
}

/** @type {readonly Part[]} */
const HAND = [
  {
    entry: 'hand_detector.tflite',
    network: 'palm_detection_full.tflite',
    prepare: fromZeroToOne,
  },
  HAND_LANDMARKS,
]

/** @type {readonly Part[]} */
const FACE_NETWORKS = [
  {
    entry: 'face_detector.tflite',
    network: 'face_detection_short_range.tflite',
    prepare: fromMinusOneToOne,
  },
  {
    entry: 'face_landmarks_detector.tflite',
    network: 'face_landmark_with_attention.tflite',
    prepare: (model) => fromZeroToOne(withJoinedFaceLandmarks(model)),
  },
]

const FACE_GEOMETRY = 'geometry_pipeline_metadata_landmarks.binarypb'

/** @type {readonly Part[]} */
const FACE = [...FACE_NETWORKS, { entry: FACE_GEOMETRY, network: FACE_GEOMETRY }]

/**
 * @param {'lite' | 'full' | 'heavy'} size
 * @returns {readonly Part[]}
 */
const pose = (size) => [
  {
    entry: 'pose_detector.tflite',
    network: 'pose_detection.tflite',
    prepare: fromMinusOneToOne,
  },
  {
    entry: 'pose_landmarks_detector.tflite',
    network: `pose_landmark_${size}.tflite`,
    prepare: fromZeroToOne,
  },
]

/**
 * @param {'lite' | 'full' | 'heavy'} size
 * @returns {readonly Part[]}
 */
const holistic = (size) => [
  ...FACE_NETWORKS,
  HAND_LANDMARKS,
  { entry: 'hand_roi_refinement.tflite', network: 'hand_recrop.tflite', prepare: fromZeroToOne },
  ...pose(size),
]

/**
 * Every `.task` bundle of the app, and what goes into it under which name.
 *
 * @type {Readonly<Record<string, readonly Part[]>>}
 */
export const BUNDLES = {
  'hand_landmarker.task': HAND,
  'face_landmarker.task': FACE,
  'pose_landmarker_lite.task': pose('lite'),
  'pose_landmarker_full.task': pose('full'),
  'pose_landmarker_heavy.task': pose('heavy'),
  'holistic_landmarker_lite.task': holistic('lite'),
  'holistic_landmarker_full.task': holistic('full'),
  'holistic_landmarker_heavy.task': holistic('heavy'),
}

/** A zip's entries carry a date; a fixed one (in local time, as zips have it) keeps bytes equal. */
const ENTRY_DATE = new Date(2023, 0, 1)

/**
 * Builds one bundle: a zip of prepared networks, stored and not compressed, because MediaPipe reads
 * them in place.
 *
 * @param {readonly Part[]} parts
 * @param {ReadNetwork} readNetwork
 * @returns {Promise<Uint8Array>}
 */
export async function buildBundle(parts, readNetwork) {
  /** @type {Record<string, Uint8Array>} */
  const entries = {}
  for (const { entry, network, prepare } of parts) {
    const model = await readNetwork(network)
    entries[entry] = prepare === undefined ? model : prepare(model)
  }
  return zipSync(entries, { level: 0, mtime: ENTRY_DATE })
}
