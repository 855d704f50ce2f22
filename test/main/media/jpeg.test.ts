import { describe, expect, it } from 'vitest'
import { inspectJpeg } from '../../../main/media/jpeg'
import { bytesOf, cutAtTenths, jpegSegment, offsetOfSegment } from './samples'
import { readJpeg, splitIntoScans } from './samples'

const inspect = (bytes: Uint8Array) => inspectJpeg(bytesOf(bytes))
const complete = { kind: 'complete', size: { widthPx: 1920, heightPx: 1280 } }
const truncated = { kind: 'truncated' }

describe('a JPEG', () => {
  it('is complete with its end-of-image marker, and its size is read', async () => {
    expect(await inspect(await readJpeg())).toEqual(complete)
  })

  it('is truncated wherever it was cut', async () => {
    const jpeg = await readJpeg()
    const cuts = [...cutAtTenths(jpeg), jpeg.subarray(0, -1), jpeg.subarray(0, 100)]
    const inspections = await Promise.all(cuts.map(inspect))
    expect(inspections).toEqual(cuts.map(() => truncated))
  })

  it('of several scans is complete at its end and truncated wherever it was cut', async () => {
    const jpeg = splitIntoScans(await readJpeg())
    const cuts = cutAtTenths(jpeg)
    const inspections = await Promise.all([jpeg, ...cuts].map(inspect))
    expect(inspections).toEqual([complete, ...cuts.map(() => truncated)])
  })

  it('may be followed by a second picture, a video, zeros or a line feed', async () => {
    const jpeg = await readJpeg()
    const additions = [
      jpeg,
      jpeg.subarray(0, jpeg.length / 2),
      Buffer.alloc(100_000, 'motion photo'),
      Buffer.alloc(10),
      Buffer.alloc(100_000),
      Buffer.from('\n'),
    ]
    const inspections = additions.map((added) => inspect(Buffer.concat([jpeg, added])))
    expect(await Promise.all(inspections)).toEqual(additions.map(() => complete))
  })

  it('is not taken for complete by the preview in its metadata', async () => {
    const jpeg = await readJpeg()
    const preview = jpegSegment(0xe1, Buffer.from('Exif\0\0\xff\xd8 preview \xff\xd9', 'latin1'))
    const withPreview = Buffer.concat([jpeg.subarray(0, 2), preview, jpeg.subarray(2)])
    const cuts = [withPreview.subarray(0, 2 + preview.length), withPreview.subarray(0, 50_000)]
    const inspections = await Promise.all([withPreview, ...cuts].map(inspect))
    expect(inspections).toEqual([complete, truncated, truncated])
  })

  it('is truncated when zeros stand where the rest should be', async () => {
    const jpeg = await readJpeg()
    const half = Math.floor(jpeg.length / 2)
    const padded = Buffer.concat([jpeg.subarray(0, half), Buffer.alloc(jpeg.length - half)])
    expect(await inspect(padded)).toEqual(truncated)
  })

  it('may have fill bytes and stray bytes between its segments', async () => {
    const jpeg = await readJpeg()
    const stray = Buffer.from([0, 1, 2, 0xff, 0xff, 0xff])
    expect(await inspect(Buffer.concat([jpeg.subarray(0, 2), stray, jpeg.subarray(2)]))).toEqual(
      complete,
    )
  })

  it('is damaged without a picture or with one of no height', async () => {
    const jpeg = await readJpeg()
    const flat = Buffer.from(jpeg)
    flat.writeUInt16BE(0, offsetOfSegment(jpeg, 0xc0) + 5)
    const empty = Buffer.concat([
      jpeg.subarray(0, offsetOfSegment(jpeg, 0xc0)),
      Buffer.from([0xff, 0xd9]),
    ])
    expect(await Promise.all([flat, empty].map(inspect))).toEqual([
      { kind: 'damaged' },
      { kind: 'damaged' },
    ])
  })

  it('of millions of empty segments is given up', async () => {
    const crafted = Buffer.alloc(4_000_000, Buffer.from([0xff, 0x01]))
    crafted.set([0xff, 0xd8])
    expect(await inspect(crafted)).toEqual({ kind: 'damaged' })
  })
})
