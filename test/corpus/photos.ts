import { createCanvas } from '@napi-rs/canvas'
import { deflateSync } from 'node:zlib'
import { withExifOrientation } from '../media'
import {
  jpegSegment,
  losslessWebp,
  makeGif,
  offsetOfSegment,
  pngChunk,
  splitIntoScans,
  withPngSize,
} from '../main/media/samples'
import { makeAnimatedGif, makeAnimatedPng, makeAnimatedWebp } from './animations'
import { makeCmykJpeg } from './cmykJpeg'
import { assemblePng, makePng, pngColours, type PngShape } from './pngBytes'
import { photoSources } from './sources'
import { file, once, type Specimen } from './specimen'

/** Pictures that say something absurd of themselves, or that are unusual but good. */
export function photos(): Specimen[] {
  return [
    ...bombs,
    ...inflatingPngs,
    ...withoutSize,
    ...animated,
    ...cmyk,
    ...deepPngs,
    ...pixels,
    ...stripes,
    ...turned,
    ...followed,
    ...oddStructures,
  ]
}

const { jpg, png, webp, avif } = photoSources
const opaque: PngShape = { widthPx: 64, heightPx: 64, bits: 8, colour: 'colour' }

const bombs = [
  file('bomb by dimensions', 'bomb.png', 'refused', async () =>
    withPngSize(await png(), 60_000, 60_000),
  ),
  file('bomb by dimensions', 'bomb.gif', 'refused', () =>
    makeGif({ widthPx: 65_535, heightPx: 65_535 }),
  ),
  file('bomb by dimensions', 'bomb.jpg', 'refused', async () => withJpegSize(await jpg(), 65_535)),
  file('bomb by dimensions', 'bomb.webp', 'refused', async () => withCanvas(await webp(), 16_384)),
  file('bomb by dimensions', 'bomb.avif', 'refused', async () =>
    withAvifSize(await avif(), 60_000),
  ),
  file('large but allowed', 'large.png', 'done', () =>
    makePng({ widthPx: 12_000, heightPx: 12_000, bits: 1, colour: 'grey' }, 0xff),
  ),
  file('larger than its data', 'says more.png', 'anyhow', async () =>
    withPngSize(await png(), 9000, 9000),
  ),
  file('larger than its data', 'says more.jpg', 'anyhow', async () =>
    withJpegSize(await jpg(), 9000),
  ),
]

const inflatingPngs = [
  file('inflating PNG', 'inflating text.png', 'done', async () =>
    makePng(opaque, 99, pngChunk('zTXt', await inflating('Comment\0\0'))),
  ),
  file('inflating PNG', 'inflating profile.png', 'anyhow', async () =>
    makePng(opaque, 99, pngChunk('iCCP', await inflating('profile\0\0'))),
  ),
  file('inflating PNG', 'inflating pixels.png', 'anyhow', async () =>
    assemblePng(opaque, await inflating('')),
  ),
]

const withoutSize = [
  file('no pixels', 'no pixels.png', 'refused', async () => withPngSize(await png(), 0, 0)),
  file('no pixels', 'no height.jpg', 'refused', async () => withJpegSize(await jpg(), 0)),
  file('no pixels', 'no pixels.gif', 'anyhow', () => makeGif({ widthPx: 0, heightPx: 0 })),
]

const animated = [
  file('animated', 'animated.gif', 'done', makeAnimatedGif),
  file('animated', 'animated.png', 'done', makeAnimatedPng),
  file('animated', 'animated.webp', 'anyhow', makeAnimatedWebp),
]

const cmyk = [
  file('CMYK', 'cmyk.jpg', 'anyhow', () => makeCmykJpeg(64, null)),
  file('CMYK', 'adobe.jpg', 'anyhow', () => makeCmykJpeg(64, 0)),
  file('CMYK', 'ycck.jpg', 'anyhow', () => makeCmykJpeg(64, 2)),
]

const deepPngs = (Object.keys(pngColours) as (keyof typeof pngColours)[]).map((colour) =>
  file('16-bit', `deep ${colour}.png`, 'done', () =>
    makePng({ ...opaque, bits: 16, colour }, 0x7f),
  ),
)

const pixels = [
  file('1x1', 'pixel.png', 'done', () => makePng({ ...opaque, widthPx: 1, heightPx: 1 }, 99)),
  file('1x1', 'pixel.jpg', 'done', () => createCanvas(1, 1).encode('jpeg')),
  file('1x1', 'pixel.avif', 'done', () => createCanvas(1, 1).encode('avif')),
  file('1x1', 'pixel.webp', 'done', () => losslessWebp),
  file('1x1', 'pixel.gif', 'anyhow', () => makeGif({ widthPx: 1, heightPx: 1 })),
]

const stripes = [
  file('20000x20', 'wide.png', 'done', () =>
    makePng({ ...opaque, widthPx: 20_000, heightPx: 20 }, 99),
  ),
  file('20000x20', 'high.png', 'done', () =>
    makePng({ ...opaque, widthPx: 20, heightPx: 20_000 }, 99),
  ),
  file('20000x20', 'wide.jpg', 'done', () => createCanvas(20_000, 20).encode('jpeg')),
  file('20000x20', 'high.jpg', 'done', () => createCanvas(20, 20_000).encode('jpeg')),
  file('20000x20', 'line.png', 'done', () =>
    makePng({ ...opaque, widthPx: 100_000, heightPx: 1 }, 99),
  ),
]

const turned = [0, 2, 3, 4, 5, 6, 7, 8, 255].map((orientation) =>
  file('rotated by metadata', `orientation ${orientation}.jpg`, 'done', async () =>
    withExifOrientation(await jpg(), orientation),
  ),
)

const followed = (['jpg', 'png', 'webp', 'gif'] as const).map((extension) =>
  file('followed by other bytes', `followed.${extension}`, 'anyhow', async () =>
    Buffer.concat([await photoSources[extension](), Buffer.alloc(70_000, 'more')]),
  ),
)

const oddStructures = [
  file('odd structure', 'progressive without data.jpg', 'anyhow', async () =>
    splitIntoScans(await jpg()),
  ),
  file('odd structure', 'thousands of segments.jpg', 'anyhow', async () => {
    const segments = Buffer.concat(
      new Array<Buffer>(20_000).fill(jpegSegment(0xfe, Buffer.from('x'))),
    )
    return Buffer.concat([(await jpg()).subarray(0, 2), segments, (await jpg()).subarray(2)])
  }),
  file('odd structure', 'thousands of chunks.png', 'anyhow', () =>
    makePng(
      opaque,
      99,
      Buffer.concat(new Array<Buffer>(20_000).fill(pngChunk('teXt', Buffer.alloc(9)))),
    ),
  ),
  file('odd structure', 'no picture data.png', 'anyhow', () =>
    assemblePng(opaque, Buffer.alloc(0)),
  ),
  file('odd structure', 'wrong checksums.png', 'anyhow', async () => {
    const bytes = Buffer.from(await png())
    bytes.writeUInt32BE(0, bytes.length - 16)
    return bytes
  }),
]

const zeros = once(() => Promise.resolve(deflateSync(Buffer.alloc(60_000_000), { level: 1 })))

/** 60 MB of zeros in some hundred kilobytes. */
async function inflating(prefix: string): Promise<Buffer> {
  return Buffer.concat([Buffer.from(prefix, 'latin1'), await zeros()])
}

function withJpegSize(jpeg: Buffer, sidePx: number): Buffer {
  const bytes = Buffer.from(jpeg)
  const frame = offsetOfSegment(bytes, 0xc0)
  bytes.writeUInt16BE(sidePx, frame + 5)
  bytes.writeUInt16BE(sidePx, frame + 7)
  return bytes
}

function withAvifSize(source: Buffer, sidePx: number): Buffer {
  const bytes = Buffer.from(source)
  const property = bytes.indexOf('ispe', 0, 'latin1')
  bytes.writeUInt32BE(sidePx, property + 8)
  bytes.writeUInt32BE(sidePx, property + 12)
  return bytes
}

/** The WebP's picture on a canvas of another size (RFC 9649 section 2.7.1). */
function withCanvas(source: Buffer, sidePx: number): Buffer {
  const canvas = Buffer.alloc(18)
  canvas.write('VP8X', 'latin1')
  canvas.writeUInt32LE(10, 4)
  canvas.writeUIntLE(sidePx - 1, 12, 3)
  canvas.writeUIntLE(sidePx - 1, 15, 3)
  const bytes = Buffer.concat([source.subarray(0, 12), canvas, source.subarray(12)])
  bytes.writeUInt32LE(bytes.length - 8, 4)
  return bytes
}
