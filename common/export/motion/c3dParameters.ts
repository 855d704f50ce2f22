/** C3D files are made of blocks of so many bytes. */
export const blockBytes = 512

/** A value is one of several kinds. Numbers have dimensions, none for a single one. */
export type Parameter = { readonly name: string } & (
  | { readonly int16: readonly number[]; readonly dimensions: readonly number[] }
  | { readonly float: readonly number[]; readonly dimensions: readonly number[] }
  | { readonly text: string }
  | { readonly texts: readonly string[] }
)

export interface ParameterGroup {
  readonly name: string
  readonly parameters: readonly Parameter[]
}

const intelProcessor = 84

/**
 * The parameter section of a C3D file. Where the data start depends on its own length, which does
 * not depend on that number: so it is made twice.
 */
export function parameterBlocks(
  groups: (dataStartBlock: number) => readonly ParameterGroup[],
): Uint8Array {
  const blocks = section(groups(0)).length / blockBytes
  return section(groups(blocks + 2))
}

function section(groups: readonly ParameterGroup[]): Uint8Array {
  const records = groups.flatMap(({ name, parameters }, index) => [
    groupRecord(name, index + 1),
    ...parameters.map((parameter) => parameterRecord(parameter, index + 1)),
  ])
  const body = records.flat()
  // Four bytes in front, and at least two zeros behind: a name of no length ends the list.
  const blocks = Math.ceil((4 + body.length + 2) / blockBytes)
  const bytes = new Uint8Array(blocks * blockBytes)
  bytes.set([1, 0x50, blocks, intelProcessor, ...body])
  return bytes
}

function groupRecord(name: string, id: number): number[] {
  return [name.length, -id & 0xff, ...ascii(name), ...distance([0])]
}

function parameterRecord(parameter: Parameter, group: number): number[] {
  const { name } = parameter
  const { type, dimensions, data } = encode(parameter)
  const value = [type & 0xff, dimensions.length, ...dimensions, ...data]
  return [name.length, group, ...ascii(name), ...distance([...value, 0])]
}

/** What follows a name: how far it is to the next record, then the rest, whose text is empty. */
function distance(rest: readonly number[]): number[] {
  return [...int16(rest.length + 2), ...rest]
}

function encode(parameter: Parameter) {
  if ('int16' in parameter) {
    return { type: 2, dimensions: parameter.dimensions, data: parameter.int16.flatMap(int16) }
  }
  if ('float' in parameter) {
    return { type: 4, dimensions: parameter.dimensions, data: parameter.float.flatMap(float) }
  }
  if ('text' in parameter) {
    return { type: -1, dimensions: [parameter.text.length], data: ascii(parameter.text) }
  }
  const width = Math.max(...parameter.texts.map((text) => text.length))
  const data = parameter.texts.flatMap((text) => ascii(text.padEnd(width)))
  return { type: -1, dimensions: [width, parameter.texts.length], data }
}

function int16(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff]
}

function float(value: number): number[] {
  const view = new DataView(new ArrayBuffer(4))
  view.setFloat32(0, value, true)
  return [...new Uint8Array(view.buffer)]
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0) & 0x7f)
}
