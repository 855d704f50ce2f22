import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { inspectAvif, inspectMp4 } from '../../../main/media/isoMedia'
import { constantRate, makeVideo } from '../../media'
import { box, bytesOf, cutAtTenths, encodePhoto } from './samples'

const truncated = { kind: 'truncated' }

describe('an AVIF', () => {
  const inspect = (bytes: Uint8Array) => inspectAvif(bytesOf(bytes))
  const complete = { kind: 'complete', size: { widthPx: 160, heightPx: 107 } }

  it('is complete with all of its boxes, and its size is read', async () => {
    expect(await inspect(await encodePhoto('avif'))).toEqual(complete)
  })

  it('is truncated wherever it was cut', async () => {
    const avif = await encodePhoto('avif')
    const cuts = [...cutAtTenths(avif), avif.subarray(0, -1)]
    const inspections = await Promise.all(cuts.map(inspect))
    expect(inspections).toEqual(cuts.map(() => truncated))
  })

  it('may be followed by zeros', async () => {
    const avif = await encodePhoto('avif')
    expect(await inspect(Buffer.concat([avif, Buffer.alloc(5000)]))).toEqual(complete)
  })

  it('is damaged if it does not tell its size', async () => {
    const file = Buffer.concat([box('ftyp', Buffer.from('avif')), box('meta', Buffer.alloc(4))])
    expect(await inspect(file)).toEqual({ kind: 'damaged' })
  })
})

describe('an MP4', () => {
  const inspect = (bytes: Uint8Array) => inspectMp4(bytesOf(bytes))
  let mp4: Buffer

  beforeAll(async () => {
    const size = { widthPx: 160, heightPx: 90 }
    const timestampsS = constantRate(5, 10)
    const recipe = { name: 'probed.mp4', codec: 'avc', photo: 1, timestampsS, ...size } as const
    mp4 = await readFile(await makeVideo(recipe))
  })
  const complete = { kind: 'complete', size: { widthPx: 160, heightPx: 90 }, durationS: 0.5 }

  it('is complete with all of its boxes, and the size and duration are read', async () => {
    expect(await inspect(mp4)).toEqual(complete)
  })

  it('is truncated wherever it was cut', async () => {
    const cuts = [...cutAtTenths(mp4), mp4.subarray(0, -1)]
    const inspections = await Promise.all(cuts.map(inspect))
    expect(inspections).toEqual(cuts.map(() => truncated))
  })

  it('is truncated without its index, as after a recording that was cut short', async () => {
    const recording = [box('ftyp', Buffer.from('isom')), box('mdat', Buffer.alloc(1000))]
    expect(await inspect(Buffer.concat(recording))).toEqual(truncated)
  })

  it('is truncated when zeros stand where the index should be', async () => {
    const begun = [box('ftyp', Buffer.from('isom')), box('mdat', Buffer.alloc(99))]
    expect(await inspect(Buffer.concat([...begun, Buffer.alloc(3000)]))).toEqual(truncated)
  })

  it('may be followed by zeros, by other bytes, or by padding that was cut', async () => {
    const additions = [
      Buffer.alloc(5000),
      Buffer.alloc(5000, 0xe7),
      box('free', Buffer.alloc(100)).subarray(0, 50),
    ]
    const inspections = additions.map((added) => inspect(Buffer.concat([mp4, added])))
    expect(await Promise.all(inspections)).toEqual(additions.map(() => complete))
  })

  it('is truncated in its picture data though index and padding are there', async () => {
    const begun = [box('ftyp', Buffer.from('isom')), box('moov'), box('free', Buffer.alloc(9))]
    const data = box('mdat', Buffer.alloc(1000))
    const files = [Buffer.concat([...begun, data]), Buffer.concat([...begun, data.subarray(0, 99)])]
    expect(await Promise.all(files.map(inspect))).toEqual([
      { kind: 'complete', size: null, durationS: null },
      truncated,
    ])
  })

  it('may have a box of a length beyond 32 bits, or one up to the end', async () => {
    const longBox = Buffer.from('\0\0\0\x01wide\0\0\0\0\0\0\0\x14more', 'latin1')
    const openBox = Buffer.concat([Buffer.from('\0\0\0\0mdat'), Buffer.alloc(1000)])
    expect(await inspect(Buffer.concat([longBox, mp4, openBox]))).toEqual(complete)
  })

  it('may tell its duration in 64 bits, or that it does not know it', async () => {
    const durations = ['01000000' + '00'.repeat(16) + '000003e8' + '0000000100000000']
    durations.push('00000000' + '00'.repeat(8) + '000003e8' + 'ffffffff')
    const files = durations.map((hex) => box('moov', box('mvhd', Buffer.from(hex, 'hex'))))
    expect(await Promise.all(files.map(inspect))).toEqual([
      { kind: 'complete', size: null, durationS: 2 ** 32 / 1000 },
      { kind: 'complete', size: null, durationS: null },
    ])
  })

  it.each(['stts', 'stsz'])(
    'is damaged if its %s has more frames than the file has bytes',
    async (table) => {
      const absurd = Buffer.from(mp4)
      absurd.writeUInt32BE(0xffff_ffff, absurd.indexOf(table, 0, 'latin1') + 12)
      expect(await inspect(absurd)).toEqual({ kind: 'damaged' })
    },
  )

  it('of millions of empty boxes is given up', async () => {
    const crafted = Buffer.alloc(8_000_000, box('free'))
    expect(await inspect(crafted)).toEqual(truncated)
  })
})
