import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { loadImage } from '@napi-rs/canvas'
import type { ByteSource } from '../../../main/media/byteSource'
import { drawPhoto, encodeCanvas, photoPaths } from '../../media'

/** Bytes in memory, read as an open file is. */
export function bytesOf(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  }
}

/** The first tenth of some bytes, the first two tenths, and so on up to nine. */
export function cutAtTenths(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: 9 }, (_, index) =>
    bytes.subarray(0, Math.floor((bytes.length * (index + 1)) / 10)),
  )
}

/** A folder for one test; disposing of it deletes it with all that is in it. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'landmark-media-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** A photograph as its camera wrote it. */
export function readJpeg(): Promise<Buffer> {
  return readFile(photoPaths[0]!)
}

/** The same photograph in another format, 160 pixels wide and 107 high. */
export async function encodePhoto(format: 'png' | 'webp' | 'avif'): Promise<Buffer> {
  return encodeCanvas(drawPhoto(await loadImage(photoPaths[0]!), 160), format)
}

/** A lossless WebP of one pixel: its size is written in another way than that of a photo. */
export const losslessWebp = Buffer.from(
  'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==',
  'base64',
)

/** Where a marker stands among a JPEG's segments: the offset of its 0xFF. */
export function offsetOfSegment(jpeg: Buffer, marker: number): number {
  let offset = 2
  while (jpeg[offset + 1] !== marker) offset += 2 + jpeg.readUInt16BE(offset + 2)
  return offset
}

export function jpegSegment(marker: number, content: Uint8Array): Buffer {
  const header = Buffer.from([0xff, marker, 0, 0])
  header.writeUInt16BE(2 + content.length, 2)
  return Buffer.concat([header, content])
}

/**
 * A JPEG with the structure of a progressive one: its frame header, and its picture data in three
 * scans with a table between them. It cannot be decoded.
 */
export function splitIntoScans(jpeg: Buffer): Buffer {
  const scan = offsetOfSegment(jpeg, 0xda)
  const dataOffset = scan + 2 + jpeg.readUInt16BE(scan + 2)
  const header = Buffer.from(jpeg.subarray(0, scan))
  header[offsetOfSegment(jpeg, 0xc0) + 1] = 0xc2
  const third = Math.floor((jpeg.length - dataOffset) / 3)
  const cuts = [dataOffset, dataOffset + third, dataOffset + 2 * third, jpeg.length - 2]
  const scans = [0, 1, 2].flatMap((index) => [
    jpegSegment(0xc4, Buffer.alloc(40, 3)),
    jpeg.subarray(scan, dataOffset),
    // No scan may end within the two bytes that stand for one 0xFF.
    Buffer.concat([jpeg.subarray(cuts[index], cuts[index + 1]), Buffer.from([0])]),
  ])
  return Buffer.concat([header, ...scans, Buffer.from([0xff, 0xd9])])
}

export function pngChunk(type: string, content: Uint8Array): Buffer {
  const checked = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  checksum.writeUInt32BE(crc32(checked))
  return Buffer.concat([length, checked, checksum])
}

/** The PNG with another size in its header, which nothing but decoding would contradict. */
export function withPngSize(png: Buffer, widthPx: number, heightPx: number): Buffer {
  const header = Buffer.from(png.subarray(16, 29))
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(heightPx, 4)
  return Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', header), png.subarray(33)])
}

export interface GifFrame {
  readonly widthPx: number
  readonly heightPx: number
}

/** A GIF of black and white with a comment and two frames, of which the first has the given size. */
export function makeGif(
  screen: GifFrame = { widthPx: 40, heightPx: 30 },
  frame: GifFrame = screen,
): Buffer {
  const header = Buffer.from('GIF89a\0\0\0\0\x80\0\0', 'latin1')
  writeGifSize(header, 6, screen)
  const colours = Buffer.from([0, 0, 0, 255, 255, 255])
  const comment = Buffer.from('\x21\xfe\x05hello\0', 'latin1')
  const frames = [gifFrame(frame), gifFrame({ widthPx: 1, heightPx: 1 })]
  return Buffer.concat([header, colours, comment, ...frames, Buffer.from('\x3b')])
}

function gifFrame(size: GifFrame): Buffer {
  const descriptor = Buffer.from('\x2c\0\0\0\0\0\0\0\0\0\x02', 'latin1')
  writeGifSize(descriptor, 5, size)
  const data = Buffer.concat([Buffer.from([200]), Buffer.alloc(200, 0x92)])
  return Buffer.concat([descriptor, data, data, Buffer.from([0])])
}

function writeGifSize(bytes: Buffer, offset: number, { widthPx, heightPx }: GifFrame): void {
  bytes.writeUInt16LE(widthPx, offset)
  bytes.writeUInt16LE(heightPx, offset + 2)
}

/** A box of an AVIF, MP4 or MOV. */
export function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(8 + Buffer.concat(content).length)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, ...content])
}

/** An element of an MKV or WebM with a size of four bytes. */
export function element(id: string, ...content: readonly Uint8Array[]): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(0x1000_0000 + Buffer.concat(content).length)
  return Buffer.concat([Buffer.from(id, 'hex'), size, ...content])
}
