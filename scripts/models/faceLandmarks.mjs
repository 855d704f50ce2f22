// @ts-check
import refinement from './faceRefinement.json' with { type: 'json' }
import {
  MODEL,
  SUBGRAPH,
  TfliteEditor,
  writeBuffer,
  writeInts,
  writeTable,
  writeTables,
} from './tflite.mjs'

/** Schema numbers of the two operators that are appended, and of their option tables. */
const CONCATENATION = { operator: 2, options: 10 }
const GATHER = { operator: 36, options: 23 }
const TENSOR_TYPE = { float32: 0, int32: 2 }
const CHANNEL_AXIS = 3

const MESH_POINTS = 468
const POINTS = 478
/** The model's outputs in the order in which they are joined, and how many numbers each has. */
const JOINED_OUTPUTS = /** @type {const} */ ([
  ['mesh', MESH_POINTS * 3],
  ['lips', 160],
  ['leftEye', 142],
  ['rightEye', 142],
  ['leftIris', 10],
  ['rightIris', 10],
])
const JOINED_NUMBERS = JOINED_OUTPUTS.reduce((sum, [, numbers]) => sum + numbers, 0)

/**
 * Turns the face model with attention, which has seven outputs, into what MediaPipe's face task
 * wants: one output of 478 points with x, y and z, and the face flag. Two operators at the model's
 * end do it: the six tensors of points are joined, then the wanted numbers are gathered.
 *
 * @param {Uint8Array} model
 * @returns {Uint8Array}
 */
export function withJoinedFaceLandmarks(model) {
  const editor = new TfliteEditor(model)
  const { builder, subgraph } = editor
  const firstBuffer = editor.tablesIn(editor.model, MODEL.buffers).length
  const firstTensor = editor.tablesIn(subgraph, SUBGRAPH.tensors).length
  const firstOperatorCode = editor.tablesIn(editor.model, MODEL.operatorCodes).length
  const outputs = editor.numbersIn(subgraph, SUBGRAPH.outputs)
  const faceFlag = outputs.at(-1)
  if (faceFlag === undefined || outputs.length !== JOINED_OUTPUTS.length + 1) {
    throw new Error(`The face model has ${outputs.length} outputs instead of 7`)
  }

  const [joined, indices, landmarks] = [firstTensor, firstTensor + 1, firstTensor + 2]
  const tensors = [
    writeTensor(builder, 'joined_points', [1, 1, 1, JOINED_NUMBERS], TENSOR_TYPE.float32, 0),
    writeTensor(builder, 'point_indices', [POINTS * 3], TENSOR_TYPE.int32, firstBuffer),
    writeTensor(builder, 'face_landmarks', [1, 1, 1, POINTS * 3], TENSOR_TYPE.float32, 0),
  ]
  const operators = [
    writeOperator(builder, firstOperatorCode, outputs.slice(0, -1), joined, CONCATENATION.options),
    writeOperator(builder, firstOperatorCode + 1, [joined, indices], landmarks, GATHER.options),
  ]
  const operatorCodes = [CONCATENATION, GATHER].map(({ operator }) =>
    writeTable(builder, [
      { index: 0, kind: 'int8', value: operator },
      { index: 3, kind: 'int32', value: operator },
    ]),
  )
  const indexBuffer = writeBuffer(builder, new Uint8Array(gatheredIndices().buffer))

  const newSubgraph = editor.rewriteSubgraph(
    new Map([
      [SUBGRAPH.tensors, editor.extendedTables(subgraph, SUBGRAPH.tensors, tensors)],
      [SUBGRAPH.outputs, writeInts(builder, [landmarks, faceFlag])],
      [SUBGRAPH.operators, editor.extendedTables(subgraph, SUBGRAPH.operators, operators)],
    ]),
  )
  return editor.finish(
    new Map([
      [
        MODEL.operatorCodes,
        editor.extendedTables(editor.model, MODEL.operatorCodes, operatorCodes),
      ],
      [MODEL.subgraphs, writeTables(builder, [newSubgraph])],
      [MODEL.buffers, editor.extendedTables(editor.model, MODEL.buffers, [indexBuffer])],
    ]),
  )
}

/**
 * For each of the 1434 numbers of the result, its place among the joined ones: the mesh's own
 * coordinates, but x and y of lips, eyes and irises from their refined tensors. MediaPipe gives an
 * iris the mean depth of its eye's contour; gathering cannot average, so the contour's first point
 * stands for it.
 *
 * @returns {Int32Array}
 */
export function gatheredIndices() {
  const starts = startsOfJoinedOutputs()
  const indices = Int32Array.from({ length: POINTS * 3 }, (_, index) => index)
  for (const part of /** @type {const} */ (['lips', 'leftEye', 'rightEye'])) {
    takeRefinedXY(indices, refinement[part].landmarks, starts[part])
  }
  for (const part of /** @type {const} */ (['leftIris', 'rightIris'])) {
    const { landmarks, zAverageOf } = refinement[part]
    takeRefinedXY(indices, landmarks, starts[part])
    const contourPoint = zAverageOf[0] ?? 0
    for (const landmark of landmarks) indices[landmark * 3 + 2] = contourPoint * 3 + 2
  }
  return indices
}

/**
 * Where each output starts once all are joined.
 *
 * @returns {Record<typeof JOINED_OUTPUTS[number][0], number>}
 */
function startsOfJoinedOutputs() {
  const starts = { mesh: 0, lips: 0, leftEye: 0, rightEye: 0, leftIris: 0, rightIris: 0 }
  let start = 0
  for (const [part, numbers] of JOINED_OUTPUTS) {
    starts[part] = start
    start += numbers
  }
  return starts
}

/**
 * Points x and y of some landmarks at a refined tensor, whose k-th pair is the k-th landmark.
 *
 * @param {Int32Array} indices
 * @param {readonly number[]} landmarks
 * @param {number} start
 */
function takeRefinedXY(indices, landmarks, start) {
  for (const [k, landmark] of landmarks.entries()) {
    indices[landmark * 3] = start + 2 * k
    indices[landmark * 3 + 1] = start + 2 * k + 1
  }
}

/**
 * @param {import('flatbuffers').Builder} builder
 * @param {string} name
 * @param {readonly number[]} shape
 * @param {number} type
 * @param {number} bufferIndex 0 is the empty buffer, for values that are computed
 */
function writeTensor(builder, name, shape, type, bufferIndex) {
  return writeTable(builder, [
    { index: 0, kind: 'reference', value: writeInts(builder, shape) },
    { index: 1, kind: 'int8', value: type },
    { index: 2, kind: 'int32', value: bufferIndex },
    { index: 3, kind: 'reference', value: builder.createString(name) },
  ])
}

/**
 * An operator along the channel axis: both kinds keep their axis in the first field.
 *
 * @param {import('flatbuffers').Builder} builder
 * @param {number} operatorCode
 * @param {readonly number[]} inputs
 * @param {number} output
 * @param {number} optionsType
 */
function writeOperator(builder, operatorCode, inputs, output, optionsType) {
  const inputVector = writeInts(builder, inputs)
  const outputVector = writeInts(builder, [output])
  const options = writeTable(builder, [{ index: 0, kind: 'int32', value: CHANNEL_AXIS }])
  return writeTable(builder, [
    { index: 0, kind: 'int32', value: operatorCode },
    { index: 1, kind: 'reference', value: inputVector },
    { index: 2, kind: 'reference', value: outputVector },
    { index: 3, kind: 'int8', value: optionsType },
    { index: 4, kind: 'reference', value: options },
  ])
}
