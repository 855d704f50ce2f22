import { deflateSync } from 'node:zlib'
import { pngChunk } from '../main/media/samples'

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Colour types of ISO/IEC 15948, table 11.1, with the channels of each. */
export const pngColours = {
  grey: { type: 0, channels: 1 },
  colour: { type: 2, channels: 3 },
  greyAndAlpha: { type: 4, channels: 2 },
  colourAndAlpha: { type: 6, channels: 4 },
} as const

export interface PngShape {
  readonly widthPx: number
  readonly heightPx: number
  readonly bits: 1 | 8 | 16
  readonly colour: keyof typeof pngColours
}

/** A PNG of one colour, all bits of which are `fill`, with chunks of one's own before the pixels. */
export function makePng(shape: PngShape, fill: number, ...chunks: readonly Buffer[]): Buffer {
  return assemblePng(shape, deflateSync(pngRows(shape, fill)), ...chunks)
}

/** The same with picture data that are given, fitting or not. */
export function assemblePng(
  { widthPx, heightPx, bits, colour }: PngShape,
  data: Buffer,
  ...chunks: readonly Buffer[]
): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, bits, pngColours[colour].type, 0, 0, 0])
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(heightPx, 4)
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    ...chunks,
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** Rows from the top, each begun by the byte that names its filter: none. */
export function pngRows({ widthPx, heightPx, bits, colour }: PngShape, fill: number): Buffer {
  const rowBytes = 1 + Math.ceil((widthPx * bits * pngColours[colour].channels) / 8)
  const rows = Buffer.alloc(rowBytes * heightPx, fill)
  for (let row = 0; row < heightPx; row++) rows[row * rowBytes] = 0
  return rows
}
