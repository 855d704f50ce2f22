import { jpegSegment } from '../main/media/samples'

/** How Adobe says that four channels are to be read: as they are, or as YCCK. */
export type AdobeTransform = 0 | 2

/**
 * A baseline JPEG of four channels and one colour, which no encoder at hand can write (ITU-T T.81).
 * Each block of 8 x 8 is its mean alone, coded with two tables of the shortest possible kind.
 */
export function makeCmykJpeg(sidePx: number, transform: AdobeTransform | null): Buffer {
  const adobe = Buffer.concat([Buffer.from('Adobe\0\x64\0\0\0\0'), Buffer.from([transform ?? 0])])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    transform === null ? Buffer.alloc(0) : jpegSegment(0xee, adobe),
    jpegSegment(0xdb, Buffer.from([0, ...new Array<number>(64).fill(1)])),
    jpegSegment(0xc0, frameHeader(sidePx)),
    // Codes of one bit each: 0 for "the same mean as before", 0 for "nothing but the mean".
    jpegSegment(0xc4, oneCodeTable(0x00)),
    jpegSegment(0xc4, oneCodeTable(0x10)),
    jpegSegment(0xda, Buffer.from([4, ...channels.flatMap((id) => [id, 0]), 0, 63, 0])),
    // Four blocks of two bits for every 8 x 8 pixels: a byte of zeros.
    Buffer.alloc(Math.ceil(sidePx / 8) ** 2),
    Buffer.from([0xff, 0xd9]),
  ])
}

const channels = [1, 2, 3, 4]

function frameHeader(sidePx: number): Buffer {
  const header = Buffer.from([8, 0, 0, 0, 0, 4, ...channels.flatMap((id) => [id, 0x11, 0])])
  header.writeUInt16BE(sidePx, 1)
  header.writeUInt16BE(sidePx, 3)
  return header
}

function oneCodeTable(classAndId: number): Buffer {
  return Buffer.from([classAndId, 1, ...new Array<number>(15).fill(0), 0])
}
