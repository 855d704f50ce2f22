// @ts-check
import { Builder } from 'flatbuffers'
import { MODEL, TfliteEditor, writeBuffer, writeTable, writeTables } from './tflite.mjs'

/**
 * How a network wants its input: every colour value v (0 to 255) becomes `(v - mean) / std`.
 *
 * @typedef {{ mean: number, std: number }} Normalization
 */

/** Schema numbers of TFLite's metadata: an RGB image, and a normalisation of it. */
const IMAGE_PROPERTIES = 2
const NORMALIZATION_OPTIONS = 1
const RGB = 1

/**
 * Adds the metadata without which MediaPipe's tasks refuse a model whose input is floating point.
 *
 * @param {Uint8Array} model
 * @param {Normalization} normalization
 * @returns {Uint8Array}
 */
export function withInputNormalization(model, normalization) {
  const editor = new TfliteEditor(model)
  const { builder } = editor
  const bufferIndex = editor.tablesIn(editor.model, MODEL.buffers).length
  const buffer = writeBuffer(builder, modelMetadata(normalization))
  const name = builder.createString('TFLITE_METADATA')
  const entry = writeTable(builder, [
    { index: 0, kind: 'reference', value: name },
    { index: 1, kind: 'int32', value: bufferIndex },
  ])
  return editor.finish(
    new Map([
      [MODEL.buffers, editor.extendedTables(editor.model, MODEL.buffers, [buffer])],
      [MODEL.metadata, editor.extendedTables(editor.model, MODEL.metadata, [entry])],
    ]),
  )
}

/**
 * A `ModelMetadata` flatbuffer: one subgraph with one input, an RGB image to be normalised.
 *
 * @param {Normalization} normalization
 */
function modelMetadata({ mean, std }) {
  const builder = new Builder(1024)
  const options = writeTable(builder, [
    { index: 0, kind: 'reference', value: writeFloats(builder, [mean]) },
    { index: 1, kind: 'reference', value: writeFloats(builder, [std]) },
  ])
  const processUnit = writeTable(builder, [
    { index: 0, kind: 'int8', value: NORMALIZATION_OPTIONS },
    { index: 1, kind: 'reference', value: options },
  ])
  const imageProperties = writeTable(builder, [{ index: 0, kind: 'int8', value: RGB }])
  const content = writeTable(builder, [
    { index: 0, kind: 'int8', value: IMAGE_PROPERTIES },
    { index: 1, kind: 'reference', value: imageProperties },
  ])
  const inputTensor = writeTable(builder, [
    { index: 3, kind: 'reference', value: content },
    { index: 4, kind: 'reference', value: writeTables(builder, [processUnit]) },
  ])
  const subgraph = writeTable(builder, [
    { index: 2, kind: 'reference', value: writeTables(builder, [inputTensor]) },
  ])
  const root = writeTable(builder, [
    { index: 3, kind: 'reference', value: writeTables(builder, [subgraph]) },
  ])
  builder.finish(root, 'M001')
  return builder.asUint8Array()
}

/**
 * @param {Builder} builder
 * @param {readonly number[]} numbers
 */
function writeFloats(builder, numbers) {
  builder.startVector(4, numbers.length, 4)
  for (const number of numbers.toReversed()) builder.addFloat32(number)
  return builder.endVector()
}
