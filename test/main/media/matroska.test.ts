import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { inspectMatroska } from '../../../main/media/matroska'
import { constantRate, makeVideo } from '../../media'
import { bytesOf, cutAtTenths, element } from './samples'

const inspect = (bytes: Uint8Array) => inspectMatroska(bytesOf(bytes))
const complete = { kind: 'complete', size: { widthPx: 160, heightPx: 90 }, durationS: null }
const truncated = { kind: 'truncated' }

async function makeMatroska(name: 'probed.mkv' | 'probed.webm'): Promise<Buffer> {
  const [size, timestampsS] = [{ widthPx: 160, heightPx: 90 }, constantRate(5, 10)]
  return readFile(await makeVideo({ name, codec: 'vp9', photo: 1, timestampsS, ...size }))
}

const header = element('1a45dfa3', element('4282', Buffer.from('webm')))
const tracks = element(
  '1654ae6b',
  element('ae', element('d7', Buffer.from([1]))),
  element('ae', element('e0', element('b0', Buffer.from([160])), element('ba', Buffer.from([90])))),
)
const cluster = element('1f43b675', Buffer.alloc(1000))
const unknownSize = Buffer.from('01ffffffffffffff', 'hex')
const live = Buffer.concat([header, Buffer.from('18538067', 'hex'), unknownSize, tracks, cluster])

describe('an MKV or WebM', () => {
  it('is complete at the length that its segment tells, and its frame size and duration are read', async () => {
    const files = [await makeMatroska('probed.mkv'), await makeMatroska('probed.webm')]
    const timed = { ...complete, durationS: 0.5 }
    expect(await Promise.all(files.map(inspect))).toEqual([timed, timed])
  })

  it('tells its duration in units of its own, in single or double precision', async () => {
    const units = element('2ad7b1', Buffer.from('0f4240', 'hex'))
    const durations = [Buffer.from('447a0000', 'hex'), Buffer.from('7ff0000000000000', 'hex')]
    const files = durations.map((duration) => {
      const info = element('1549a966', units, element('4489', duration))
      return Buffer.concat([header, element('18538067', info, tracks, cluster)])
    })
    const inspections = await Promise.all(files.map(inspect))
    expect(inspections).toEqual([{ ...complete, durationS: 1 }, complete])
  })

  it('is truncated wherever it was cut', async () => {
    const webm = await makeMatroska('probed.webm')
    const cuts = [...cutAtTenths(webm), webm.subarray(0, -1), webm.subarray(0, 20)]
    const inspections = await Promise.all(cuts.map(inspect))
    expect(inspections).toEqual(cuts.map(() => truncated))
  })

  it('may end anywhere if its segment is of unknown size, as in a live recording', async () => {
    const inspections = await Promise.all([live, live.subarray(0, -500)].map(inspect))
    expect(inspections).toEqual([complete, complete])
  })

  it('may be followed by other bytes', async () => {
    const file = Buffer.concat([header, element('18538067', tracks, cluster), Buffer.alloc(5000)])
    expect(await inspect(file)).toEqual(complete)
  })

  it('may come without the size of its frames', async () => {
    const file = Buffer.concat([header, element('18538067', cluster, tracks)])
    expect(await inspect(file)).toEqual({ kind: 'complete', size: null, durationS: null })
  })
})
