import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { mediaFormats, type MediaFormat } from '../../../main/media/formats'
import { inspectors } from '../../../main/media/inspectors'
import { constantRate, makeVideo } from '../../media'
import { bytesOf, encodePhoto, makeGif, readJpeg } from './samples'

/** A generator of numbers below a limit, the same in every run (a Lehmer generator). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 0x7fff_ffff
    return state % below
  }
}

/** Some bytes in the first part changed, as by a bad disk or by somebody who means harm. */
function spoil(bytes: Buffer, random: (below: number) => number): Buffer {
  const spoilt = Buffer.from(bytes)
  const changes = 1 + random(8)
  for (let count = 0; count < changes; count++) {
    spoilt[random(Math.min(bytes.length, 600))] = [0, 1, 0x7f, 0xff, random(256)][random(5)]!
  }
  return spoilt
}

describe('an inspector', () => {
  let samples: Record<MediaFormat, Buffer>

  beforeAll(async () => {
    const video = { photo: 1, widthPx: 160, heightPx: 90, timestampsS: constantRate(5, 10) }
    samples = {
      jpeg: await readJpeg(),
      png: await encodePhoto('png'),
      webp: await encodePhoto('webp'),
      avif: await encodePhoto('avif'),
      gif: makeGif(),
      mp4: await readFile(await makeVideo({ ...video, name: 'probed.mp4', codec: 'avc' })),
      matroska: await readFile(await makeVideo({ ...video, name: 'probed.mkv', codec: 'vp9' })),
    }
  })

  it.each(mediaFormats)(
    'of %s answers something for any bytes, and soon',
    async (format) => {
      const random = randomNumbers(2_026)
      for (let count = 0; count < 1000; count++) {
        const { kind } = await inspectors[format](bytesOf(spoil(samples[format], random)))
        expect(['complete', 'truncated', 'damaged']).toContain(kind)
      }
    },
    10_000,
  )
})
