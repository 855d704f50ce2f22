import { readFileSync } from 'node:fs'

export interface C3d {
  readonly header: Readonly<Record<string, number>>
  readonly parameters: Readonly<Record<string, Record<string, unknown>>>
  /** x, y, z and residual of each marker. */
  readonly frames: readonly (readonly (readonly number[])[])[]
}

const blockBytes = 512

/**
 * Reads a C3D file as its user guide describes it (https://www.c3d.org/HTML): no package of the
 * registry does. It knows nothing of the writer: it follows the pointers of the file, as readers
 * do, and takes the kinds and sizes that the file names.
 */
export function readC3d(path: string): C3d {
  const file = readFileSync(path)
  const [points, analog] = [file.readUInt16LE(2), file.readUInt16LE(4)]
  const [first, last] = [file.readUInt16LE(6), file.readUInt16LE(8)]
  const dataBlock = file.readUInt16LE(16)
  const start = (file[0]! - 1) * blockBytes
  const [blocks, processor] = [file[start + 2]!, file[start + 3]!]
  const parameters = readParameters(file, start + 4, start + blocks * blockBytes)
  const dataAt = (dataBlock - 1) * blockBytes
  if ((file.length - dataAt) % blockBytes !== 0) throw new Error('The last block is not full')
  const [low, high] = parameters.TRIAL?.ACTUAL_END_FIELD as [number, number]
  return {
    header: {
      ...{ key: file[1]!, points, analog, first, last, processor, dataBlock },
      ...{ scale: file.readFloatLE(12), rate: file.readFloatLE(20), parameterBlocks: blocks },
    },
    parameters,
    frames: Array.from({ length: low + 65536 * high }, (_, frame) =>
      Array.from({ length: points }, (_, point) =>
        [0, 1, 2, 3].map((item) => {
          return file.readFloatLE(dataAt + ((frame * points + point) * 4 + item) * 4)
        }),
      ),
    ),
  }
}

/** All parameters by their group: each names its length and where the next one is. */
function readParameters(file: Buffer, from: number, end: number): C3d['parameters'] {
  const groups = new Map<number, string>()
  const found: { group: number; name: string; value: unknown }[] = []
  let at = from
  for (let distance = 1; distance !== 0;) {
    const [length, group] = [Math.abs(file.readInt8(at)), file.readInt8(at + 1)]
    if (length === 0) break
    const name = file.toString('ascii', at + 2, at + 2 + length)
    const pointer = at + 2 + length
    if (group < 0) groups.set(-group, name)
    else found.push({ group, name, value: readValue(file, pointer + 2) })
    distance = file.readInt16LE(pointer)
    at = pointer + distance
    if (at >= end) throw new Error('The parameters are longer than their blocks')
  }
  const named: Record<string, Record<string, unknown>> = {}
  for (const { group, name, value } of found) (named[groups.get(group)!] ??= {})[name] = value
  return named
}

/** A parameter's value, of the kind and sizes that stand before it. */
function readValue(file: Buffer, at: number): unknown {
  const [kind, dimensions] = [file.readInt8(at), file[at + 1]!]
  const sizes = [...file.subarray(at + 2, at + 2 + dimensions)]
  const valueAt = at + 2 + dimensions
  const count = sizes.reduce((product, size) => product * size, 1)
  if (kind === -1) {
    const width = sizes[0]!
    const texts = Array.from({ length: count / width }, (_, index) => {
      const textAt = valueAt + index * width
      return file.toString('ascii', textAt, textAt + width).trimEnd()
    })
    return dimensions === 1 ? texts[0] : texts
  }
  const readers: Record<number, (index: number) => number> = {
    1: (index) => file.readInt8(valueAt + index),
    2: (index) => file.readUInt16LE(valueAt + index * 2),
    4: (index) => file.readFloatLE(valueAt + index * 4),
  }
  const numbers = Array.from({ length: count }, (_, index) => readers[kind]!(index))
  return dimensions === 0 ? numbers[0] : numbers
}
