import { createCanvas, GifEncoder } from '@napi-rs/canvas'
import { deflateSync } from 'node:zlib'
import { pngChunk } from '../main/media/samples'
import { makePng, pngRows, type PngShape } from './pngBytes'
import { photoSources } from './sources'

/** A GIF of three colours, one after the other. */
export function makeAnimatedGif(): Uint8Array {
  const encoder = new GifEncoder(40, 40)
  for (const colour of ['red', 'lime', 'blue']) {
    const context = createCanvas(40, 40).getContext('2d')
    context.fillStyle = colour
    context.fillRect(0, 0, 40, 40)
    encoder.addFrame(context.canvas.data(), 40, 40, { delay: 100 })
  }
  return encoder.finish()
}

/** A PNG that all readers show the first picture of, and some two. */
export function makeAnimatedPng(): Buffer {
  const shape: PngShape = { widthPx: 40, heightPx: 40, bits: 8, colour: 'colour' }
  const second = Buffer.concat([uint32(2), deflateSync(pngRows(shape, 9))])
  const png = makePng(shape, 200, pngChunk('acTL', uint32(2, 0)), frameControl(0, shape))
  const end = png.length - 12
  const frame = [frameControl(1, shape), pngChunk('fdAT', second)]
  return Buffer.concat([png.subarray(0, end), ...frame, png.subarray(end)])
}

/** Sequence number, size, place, delay of 1/10 s, and how to put it on the one before. */
function frameControl(sequence: number, { widthPx, heightPx }: PngShape): Buffer {
  const numbers = uint32(sequence, widthPx, heightPx, 0, 0)
  return pngChunk('fcTL', Buffer.concat([numbers, Buffer.from([0, 1, 0, 10, 0, 0])]))
}

/** A WebP with the same picture twice, RFC 9649 section 2.7. */
export async function makeAnimatedWebp(): Promise<Buffer> {
  const still = await photoSources.webp()
  const picture = still.subarray(still.indexOf('VP8 ', 12, 'latin1'))
  // A key frame holds width and height after its start code, RFC 6386 section 9.1.
  const [width, height] = [14, 16].map((offset) => picture.readUInt16LE(offset) - 1) as [
    number,
    number,
  ]
  const canvas = Buffer.concat([Buffer.from([2, 0, 0, 0]), uint24(width), uint24(height)])
  const placed = [uint24(0), uint24(0), uint24(width), uint24(height), uint24(100)]
  const frame = webpChunk('ANMF', Buffer.concat([...placed, Buffer.from([0]), picture]))
  const chunks = [webpChunk('VP8X', canvas), webpChunk('ANIM', Buffer.alloc(6)), frame, frame]
  return webpChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]))
}

function webpChunk(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header.write(type, 'latin1')
  header.writeUInt32LE(content.length, 4)
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2)])
}

function uint24(value: number): Buffer {
  return Buffer.from([value & 0xff, (value >> 8) & 0xff, value >> 16])
}

function uint32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index)
  return bytes
}
