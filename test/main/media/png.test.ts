import { describe, expect, it } from 'vitest'
import { inspectPng } from '../../../main/media/png'
import { bytesOf, cutAtTenths, encodePhoto, pngChunk, withPngSize } from './samples'

const inspect = (bytes: Uint8Array) => inspectPng(bytesOf(bytes))
const complete = { kind: 'complete', size: { widthPx: 160, heightPx: 107 } }
const truncated = { kind: 'truncated' }

describe('a PNG', () => {
  it('is complete with its end chunk, and its size is read', async () => {
    expect(await inspect(await encodePhoto('png'))).toEqual(complete)
  })

  it('is truncated wherever it was cut', async () => {
    const png = await encodePhoto('png')
    const cuts = [...cutAtTenths(png), png.subarray(0, -1), png.subarray(0, 20)]
    const inspections = await Promise.all(cuts.map(inspect))
    expect(inspections).toEqual(cuts.map(() => truncated))
  })

  it('may be followed by other bytes', async () => {
    const png = await encodePhoto('png')
    expect(await inspect(Buffer.concat([png, Buffer.alloc(5000, 'more')]))).toEqual(complete)
  })

  it('is truncated if a chunk reaches beyond the end', async () => {
    const head = (await encodePhoto('png')).subarray(0, 33)
    const chunk = pngChunk('IDAT', Buffer.alloc(1000))
    expect(await inspect(Buffer.concat([head, chunk.subarray(0, 900)]))).toEqual(truncated)
  })

  it('tells any size that its header holds, and is damaged where that is 0', async () => {
    const png = await encodePhoto('png')
    const sizes = [withPngSize(png, 100_000, 90_000), withPngSize(png, 0, 10)]
    expect(await Promise.all(sizes.map(inspect))).toEqual([
      { kind: 'complete', size: { widthPx: 100_000, heightPx: 90_000 } },
      { kind: 'damaged' },
    ])
  })
})
