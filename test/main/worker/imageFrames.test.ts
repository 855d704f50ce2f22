import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas, GifEncoder, type Canvas } from '@napi-rs/canvas'
import { expect, it } from 'vitest'
import { openPhoto } from '../../../main/worker/imageFrames'
import { drawPhoto, makePicture, mediaFolder, photoPaths, withExifOrientation } from '../../media'
import { collectFrames } from './landmarkers'

/** The only frame of a picture, with the size of the upright picture before scaling. */
async function read(path: string, longSidePx = 1280) {
  const source = await openPhoto(path, longSidePx)
  const [frame, ...others] = await collectFrames(source)
  expect(others).toEqual([])
  return { ...frame!, sourceWidthPx: source.widthPx, sourceHeightPx: source.heightPx }
}

/** The colour at a place given in shares of the picture. */
function colourAt(frame: Awaited<ReturnType<typeof read>>, x: number, y: number): number[] {
  const column = Math.floor(x * frame.widthPx)
  const offset = (Math.floor(y * frame.heightPx) * frame.widthPx + column) * 4
  return [...frame.pixels.subarray(offset, offset + 4)]
}

function areEqual(a: Uint8ClampedArray, b: Uint8ClampedArray): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index])
}

/** Red above, blue below on the left, nothing else. */
function cutOut(widthPx = 80, heightPx = 40): Canvas {
  const canvas = createCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  context.fillStyle = 'rgb(255, 0, 0)'
  context.fillRect(0, 0, widthPx, heightPx / 2)
  context.fillStyle = 'rgb(0, 0, 255)'
  context.fillRect(0, heightPx / 2, widthPx / 2, heightPx / 2)
  return canvas
}

function opaque(): Canvas {
  const canvas = cutOut()
  const context = canvas.getContext('2d')
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  return canvas
}

it('a large photo is scaled down to the long side, and knows how large it was', async () => {
  const { widthPx, heightPx, pixels, ...frame } = await read(photoPaths[0]!)
  expect([widthPx, heightPx, pixels.length]).toEqual([1280, 853, 1280 * 853 * 4])
  expect(frame).toEqual({
    frame: 0,
    timestampUs: 0,
    isWarmUp: false,
    progress: 1,
    sourceWidthPx: 1920,
    sourceHeightPx: 1280,
  })
})

it('a small picture is never enlarged', async () => {
  const path = await makePicture('small.png', () => opaque().encode('png'))
  expect(await read(path)).toMatchObject({ widthPx: 80, heightPx: 40 })
})

it.each(['png', 'webp', 'avif', 'jpeg'] as const)('%s is decoded', async (format) => {
  const path = await makePicture(`colours.${format}`, () => encode(opaque(), format))
  const frame = await read(path)
  const expected = [
    [255, 0, 0, 255],
    [0, 0, 255, 255],
    [255, 255, 255, 255],
  ]
  const seen = [
    colourAt(frame, 0.25, 0.25),
    colourAt(frame, 0.25, 0.75),
    colourAt(frame, 0.75, 0.75),
  ]
  for (const [index, colour] of seen.entries()) {
    for (const [channel, value] of colour.entries()) {
      expect(Math.abs(value - expected[index]![channel]!)).toBeLessThan(12)
    }
  }
})

function encode(canvas: Canvas, format: 'png' | 'webp' | 'avif' | 'jpeg'): Promise<Buffer> {
  if (format === 'png') return canvas.encode('png')
  return format === 'avif' ? canvas.encode('avif', { quality: 95 }) : canvas.encode(format, 95)
}

it('of a GIF the first frame counts', async () => {
  const path = await makePicture('moving.gif', () => {
    const encoder = new GifEncoder(40, 40)
    for (const colour of ['rgb(255, 0, 0)', 'rgb(0, 255, 0)']) {
      const context = createCanvas(40, 40).getContext('2d')
      context.fillStyle = colour
      context.fillRect(0, 0, 40, 40)
      encoder.addFrame(context.canvas.data(), 40, 40, { delay: 100 })
    }
    return encoder.finish()
  })
  expect(colourAt(await read(path), 0.5, 0.5)).toEqual([255, 0, 0, 255])
})

it('what is transparent is seen on white', async () => {
  const path = await makePicture('cut-out.png', () => cutOut().encode('png'))
  expect(colourAt(await read(path), 0.75, 0.75)).toEqual([255, 255, 255, 255])
})

// Where the picture's red half, stored above, is seen under each EXIF orientation.
it.each([
  [1, [0.25, 0.25], 80],
  [3, [0.25, 0.75], 80],
  [6, [0.75, 0.25], 40],
  [8, [0.25, 0.25], 40],
] as const)('EXIF orientation %i is applied', async (orientation, [x, y], widthPx) => {
  const path = await makePicture(`turned-${orientation}.jpeg`, async () =>
    withExifOrientation(await opaque().encode('jpeg', 100), orientation),
  )
  const frame = await read(path)
  expect([frame.widthPx, frame.sourceWidthPx]).toEqual([widthPx, widthPx])
  const [red, green, blue] = colourAt(frame, x, y)
  expect([red! > 200, green! < 60, blue! < 60]).toEqual([true, true, true])
})

it('16-bit colours are decoded', async () => {
  const path = await makePicture('deep.png', () => deepPng())
  expect(colourAt(await read(path), 0.5, 0.5)).toEqual([255, 128, 0, 255])
})

/** A PNG of one colour with 16 bits a channel, which the canvas cannot write. */
async function deepPng(): Promise<Uint8Array> {
  const { crc32, deflateSync } = await import('node:zlib')
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const head = Buffer.alloc(4)
    head.writeUInt32BE(data.length)
    const tail = Buffer.alloc(4)
    tail.writeUInt32BE(crc32(body))
    return Buffer.concat([head, body, tail])
  }
  const header = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 16, 2, 0, 0, 0])
  const row = [0, ...Array.from({ length: 8 }, () => [255, 255, 128, 128, 0, 0]).flat()]
  const rows = Buffer.from(Array.from({ length: 8 }, () => row).flat())
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows))]
  return Buffer.concat([signature, ...chunks, chunk('IEND', Buffer.alloc(0))])
}

it('a file that is gone is named', async () => {
  await expect(openPhoto(join(mediaFolder, 'gone.jpg'), 1280)).rejects.toThrow(
    'gone.jpg cannot be opened: it is no longer where it was.',
  )
})

it('a file that is not a photo is named', async () => {
  const path = await makePicture('words.jpg', () => Buffer.from('These are words, not a photo.'))
  await expect(openPhoto(path, 1280)).rejects.toThrow('words.jpg cannot be decoded')
  const empty = await makePicture('empty.jpg', () => new Uint8Array())
  await expect(openPhoto(empty, 1280)).rejects.toThrow('empty.jpg cannot be decoded')
})

it('the same photo gives the same pixels twice', async () => {
  const copy = await makePicture('copy.jpg', () => new Uint8Array())
  await writeFile(copy, await readFile(photoPaths[3]!))
  const [first, second] = [await read(photoPaths[3]!), await read(copy)]
  expect(areEqual(first.pixels, second.pixels)).toBe(true)
})

it('several photos are decoded at once without getting mixed up', async () => {
  const alone = await read(photoPaths[1]!)
  const together = await Promise.all(photoPaths.map((path) => read(path)))
  expect(areEqual(together[1]!.pixels, alone.pixels)).toBe(true)
})

it('pixels are opaque throughout', async () => {
  const { pixels } = await read(photoPaths[2]!)
  expect(pixels.every((value, index) => index % 4 !== 3 || value === 255)).toBe(true)
})

it('a photo is drawn where it should be', async () => {
  const path = await makePicture('drawn.png', (photo) => drawPhoto(photo, 640).encode('png'))
  const [scaled, whole] = [await read(path), await read(photoPaths[3]!, 640)]
  const differences = scaled.pixels.map((value, index) => Math.abs(value - whole.pixels[index]!))
  expect(Math.max(...differences.subarray(0, 10_000))).toBeLessThan(4)
})
