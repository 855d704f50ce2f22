import { describe, expect, it } from 'vitest'
import { inspectWebp } from '../../../main/media/webp'
import { bytesOf, cutAtTenths, encodePhoto, losslessWebp } from './samples'

const inspect = (bytes: Uint8Array) => inspectWebp(bytesOf(bytes))
const complete = { kind: 'complete', size: { widthPx: 160, heightPx: 107 } }

describe('a WebP', () => {
  it('is complete at the length that its header tells, and its size is read', async () => {
    expect(await inspect(await encodePhoto('webp'))).toEqual(complete)
    expect(await inspect(losslessWebp)).toEqual({
      kind: 'complete',
      size: { widthPx: 1, heightPx: 1 },
    })
  })

  it('is truncated wherever it was cut', async () => {
    const webp = await encodePhoto('webp')
    const cuts = [...cutAtTenths(webp), webp.subarray(0, -1), webp.subarray(0, 20)]
    const inspections = await Promise.all(cuts.map(inspect))
    expect(inspections).toEqual(cuts.map(() => ({ kind: 'truncated' })))
  })

  it('may be followed by other bytes', async () => {
    const webp = await encodePhoto('webp')
    expect(await inspect(Buffer.concat([webp, Buffer.alloc(5000, 'more')]))).toEqual(complete)
  })

  it('is damaged if its first chunk is of no known kind', async () => {
    const webp = Buffer.from(await encodePhoto('webp'))
    webp.write('XXXX', 12)
    expect(await inspect(webp)).toEqual({ kind: 'damaged' })
  })
})
