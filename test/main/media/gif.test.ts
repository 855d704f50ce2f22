import { describe, expect, it } from 'vitest'
import { inspectGif } from '../../../main/media/gif'
import { bytesOf, cutAtTenths, makeGif } from './samples'

const inspect = (bytes: Uint8Array) => inspectGif(bytesOf(bytes))
const complete = { kind: 'complete', size: { widthPx: 40, heightPx: 30 } }
const truncated = { kind: 'truncated' }

describe('a GIF', () => {
  it('is complete with its trailer, and its size is read', async () => {
    expect(await inspect(makeGif())).toEqual(complete)
  })

  it('is truncated wherever it was cut', async () => {
    const gif = makeGif()
    const cuts = [...cutAtTenths(gif), gif.subarray(0, -1), gif.subarray(0, 10)]
    const inspections = await Promise.all(cuts.map(inspect))
    expect(inspections).toEqual(cuts.map(() => truncated))
  })

  it('may be followed by other bytes', async () => {
    expect(await inspect(Buffer.concat([makeGif(), Buffer.alloc(5000, 'more')]))).toEqual(complete)
  })

  it('is as large as its first frame where that is larger than the screen', async () => {
    const gif = makeGif({ widthPx: 30_000, heightPx: 1 }, { widthPx: 1, heightPx: 20_000 })
    expect(await inspect(gif)).toEqual({
      kind: 'complete',
      size: { widthPx: 30_000, heightPx: 20_000 },
    })
  })

  it('is damaged where no block begins', async () => {
    const gif = makeGif()
    gif[19] = 0x77
    expect(await inspect(gif)).toEqual({ kind: 'damaged' })
  })
})
