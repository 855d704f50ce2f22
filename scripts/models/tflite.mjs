// @ts-check
import { Builder, ByteBuffer } from 'flatbuffers'

/**
 * The few tables of the TFLite schema that we read or write anew. A field's index is its place in
 * the schema's table; a table's columns are all its fields that have to survive a rewrite.
 *
 * @typedef {'int8' | 'int32' | 'reference'} FieldKind
 * @typedef {{ index: number, kind: FieldKind }} Column
 * @typedef {{ index: number, kind: FieldKind, value: number }} Field
 */

/** Field indices of `table Model`. */
export const MODEL = { version: 0, operatorCodes: 1, subgraphs: 2, buffers: 4, metadata: 6 }
/** Field indices of `table SubGraph`. */
export const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3 }

/** @type {readonly Column[]} */
const MODEL_COLUMNS = [
  { index: 0, kind: 'int32' }, // version
  { index: 1, kind: 'reference' }, // operator_codes
  { index: 2, kind: 'reference' }, // subgraphs
  { index: 3, kind: 'reference' }, // description
  { index: 4, kind: 'reference' }, // buffers
  { index: 5, kind: 'reference' }, // metadata_buffer
  { index: 6, kind: 'reference' }, // metadata
  { index: 7, kind: 'reference' }, // signature_defs
]

/** @type {readonly Column[]} */
const SUBGRAPH_COLUMNS = [
  { index: 0, kind: 'reference' }, // tensors
  { index: 1, kind: 'reference' }, // inputs
  { index: 2, kind: 'reference' }, // outputs
  { index: 3, kind: 'reference' }, // operators
  { index: 4, kind: 'reference' }, // name
]

const ALIGNMENT_BYTES = 16
const ROOM_FOR_NEW_TABLES_BYTES = 64 * 1024

/**
 * Adds to a TFLite model without copying it apart: flatbuffers are written back to front and their
 * references point forward, so the whole old model is laid down first and only the tables that
 * change are written anew before it. An old object at position p is then `#oldBytes - p` from the
 * end, which is what the builder calls its offset.
 */
export class TfliteEditor {
  /** The builder that the new tables go to. */
  builder
  /** @type {ByteBuffer} */
  #old
  /** @type {number} the old model's length, padded to whole blocks of 16 */
  #oldBytes

  /** @param {Uint8Array} model the bytes of a `.tflite` file with one subgraph */
  constructor(model) {
    this.#old = new ByteBuffer(model)
    if (!this.#old.__has_identifier('TFL3')) throw new Error('This is not a TFLite model')
    this.#oldBytes = Math.ceil(model.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
    const padded = new Uint8Array(this.#oldBytes)
    padded.set(model)
    this.builder = new Builder(this.#oldBytes + ROOM_FOR_NEW_TABLES_BYTES)
    this.builder.createByteVector(padded)
  }

  /** The position of the old model's root table. */
  get model() {
    return this.#old.readInt32(0)
  }

  /** The position of the old model's only subgraph. */
  get subgraph() {
    const [subgraph] = this.tablesIn(this.model, MODEL.subgraphs)
    if (subgraph === undefined) throw new Error('This model has no subgraph')
    return subgraph
  }

  /**
   * The positions of the tables that a vector field of an old table lists.
   *
   * @param {number} table
   * @param {number} fieldIndex
   */
  tablesIn(table, fieldIndex) {
    return this.#slots(table, fieldIndex).map((slot) => this.#old.__indirect(slot))
  }

  /**
   * The numbers in an int32 vector field of an old table.
   *
   * @param {number} table
   * @param {number} fieldIndex
   */
  numbersIn(table, fieldIndex) {
    return this.#slots(table, fieldIndex).map((slot) => this.#old.readInt32(slot))
  }

  /**
   * A vector of all tables an old vector lists, followed by new ones.
   *
   * @param {number} table
   * @param {number} fieldIndex
   * @param {readonly number[]} newTables builder offsets
   */
  extendedTables(table, fieldIndex, newTables) {
    const oldTables = this.tablesIn(table, fieldIndex).map((position) => this.#kept(position))
    return writeTables(this.builder, [...oldTables, ...newTables])
  }

  /**
   * Writes the subgraph anew with some of its vectors replaced.
   *
   * @param {ReadonlyMap<number, number>} replacements field index to builder offset
   */
  rewriteSubgraph(replacements) {
    return this.#rewrite(this.subgraph, SUBGRAPH_COLUMNS, replacements)
  }

  /**
   * Writes the root table anew with some of its vectors replaced, and ends the file.
   *
   * @param {ReadonlyMap<number, number>} replacements field index to builder offset
   * @returns {Uint8Array} the new model
   */
  finish(replacements) {
    const root = this.#rewrite(this.model, MODEL_COLUMNS, replacements)
    this.builder.prep(ALIGNMENT_BYTES, 8)
    this.builder.finish(root, 'TFL3')
    return this.builder.asUint8Array()
  }

  /**
   * @param {number} table
   * @param {readonly Column[]} columns
   * @param {ReadonlyMap<number, number>} replacements
   */
  #rewrite(table, columns, replacements) {
    const fields = columns.flatMap(({ index, kind }) => {
      const value = replacements.get(index) ?? this.#fieldValue(table, index, kind)
      return value === undefined ? [] : [{ index, kind, value }]
    })
    return writeTable(this.builder, fields)
  }

  /**
   * @param {number} table
   * @param {number} index
   * @param {FieldKind} kind
   */
  #fieldValue(table, index, kind) {
    const position = this.#fieldPosition(table, index)
    if (position === undefined) return undefined
    if (kind === 'reference') return this.#kept(this.#old.__indirect(position))
    return kind === 'int8' ? this.#old.readInt8(position) : this.#old.readInt32(position)
  }

  /**
   * @param {number} table
   * @param {number} index
   */
  #fieldPosition(table, index) {
    const offset = this.#old.__offset(table, 4 + 2 * index)
    return offset === 0 ? undefined : table + offset
  }

  /**
   * @param {number} table
   * @param {number} index
   */
  #slots(table, index) {
    const position = this.#fieldPosition(table, index)
    if (position === undefined) return []
    const start = this.#old.__vector(position)
    return Array.from({ length: this.#old.__vector_len(position) }, (_, i) => start + 4 * i)
  }

  /**
   * The builder offset of an object of the old model.
   *
   * @param {number} position
   */
  #kept(position) {
    return this.#oldBytes - position
  }
}

/**
 * Writes a table of scalar fields and references.
 *
 * @param {Builder} builder
 * @param {readonly Field[]} fields
 * @returns {number} its offset
 */
export function writeTable(builder, fields) {
  builder.startObject(Math.max(0, ...fields.map(({ index }) => index + 1)))
  for (const { index, kind, value } of fields) {
    if (kind === 'int8') builder.addFieldInt8(index, value, null)
    else if (kind === 'int32') builder.addFieldInt32(index, value, null)
    else builder.addFieldOffset(index, value, 0)
  }
  return builder.endObject()
}

/**
 * Writes a vector of references to tables.
 *
 * @param {Builder} builder
 * @param {readonly number[]} tables builder offsets
 */
export function writeTables(builder, tables) {
  builder.startVector(4, tables.length, 4)
  for (const table of tables.toReversed()) builder.addOffset(table)
  return builder.endVector()
}

/**
 * Writes a vector of 32-bit integers.
 *
 * @param {Builder} builder
 * @param {readonly number[]} numbers
 */
export function writeInts(builder, numbers) {
  builder.startVector(4, numbers.length, 4)
  for (const number of numbers.toReversed()) builder.addInt32(number)
  return builder.endVector()
}

/**
 * Writes a TFLite `Buffer`: constant data, or a metadata block, at the alignment TFLite asks for.
 *
 * @param {Builder} builder
 * @param {Uint8Array} bytes
 */
export function writeBuffer(builder, bytes) {
  builder.startVector(1, bytes.length, ALIGNMENT_BYTES)
  for (const byte of bytes.toReversed()) builder.addInt8(byte)
  return writeTable(builder, [{ index: 0, kind: 'reference', value: builder.endVector() }])
}
