import { MkvOutputFormat, Mp4OutputFormat, WebMOutputFormat } from 'mediabunny'
import { element } from '../main/media/samples'
import { constantRate, makeVideo } from '../media'
import { videoSources } from './sources'
import { file, once, type Fate, type Specimen } from './specimen'
import { sound } from './videoBytes'

/** Videos that say something absurd of themselves, or that are unusual but good. */
export function videos(): Specimen[] {
  return [
    ...durations,
    ...frameRates,
    ...withoutFrames,
    ...variableRates,
    ...rotations,
    ...sounds,
    ...unknownCodecs,
    ...bombs,
    ...sampleTables,
  ]
}

const { mp4, mov, mkv } = videoSources
const allBits = 0xffff_ffff

// In version 0 of these boxes the time scale follows 12 bytes after the type, then the duration.
const durations = [
  patched('absurd duration', 'movie of years.mp4', 'refused', 'mvhd', { 16: 1, 20: 0x7fff_ffff }),
  patched('absurd duration', 'track of years.mp4', 'anyhow', 'mdhd', { 20: 0x7fff_ffff }),
  patched('absurd duration', 'no duration.mp4', 'anyhow', 'mvhd', { 20: 0 }),
  patched('absurd duration', 'no track duration.mp4', 'anyhow', 'mdhd', { 20: 0 }),
  patched('absurd duration', 'unknown duration.mp4', 'anyhow', 'mdhd', { 20: allBits }),
  ...([1e15, -5, Infinity, NaN] as const).map((duration) =>
    file(
      'absurd duration',
      `duration ${duration}.mkv`,
      duration === 1e15 ? 'refused' : 'anyhow',
      () => withMatroskaDuration(duration),
    ),
  ),
]

const frameRates = [
  patched('absurd frame rate', 'all at once.mp4', 'anyhow', 'stts', { 16: 0 }),
  patched('absurd frame rate', 'a frame a day.mp4', 'anyhow', 'stts', { 16: 0x7fff_ffff }),
  patched('absurd frame rate', 'a frame a tick.mp4', 'anyhow', 'stts', { 16: 1 }),
  patched('absurd frame rate', 'billions a second.mp4', 'anyhow', 'mdhd', { 16: allBits }),
  patched('absurd frame rate', 'no time scale.mp4', 'anyhow', 'mdhd', { 16: 0 }),
  patched('absurd frame rate', 'no movie time scale.mp4', 'anyhow', 'mvhd', { 16: 0 }),
]

const withoutFrames = [
  patched('zero-frame video', 'no times.mp4', 'anyhow', 'stts', { 8: 0 }),
  patched('zero-frame video', 'no sizes.mp4', 'anyhow', 'stsz', { 12: 0 }),
  file('zero-frame video', 'no frames.mp4', 'failed', async () => {
    const bytes = patch(await mp4(), 'stts', { 8: 0 })
    return patch(patch(bytes, 'stsz', { 12: 0 }), 'stsc', { 8: 0 })
  }),
  file('zero-frame video', 'no clusters.mkv', 'failed', async () =>
    replaceEach(await mkv(), '1f43b675', '1f43b676'),
  ),
]

const variableRates = (['mp4', 'mkv'] as const).map((extension) =>
  file(
    'variable frame rate',
    `irregular.${extension}`,
    'done',
    once(() =>
      makeVideo({
        name: `corpus-irregular.${extension}`,
        ...{ codec: 'avc', photo: 2, widthPx: 160, heightPx: 90 },
        timestampsS: [0, 0.01, 0.3, 0.35, 1, 1.02, 1.5],
      }),
    ),
  ),
)

const rotations = ([90, 180, 270] as const).map((rotation) =>
  file(
    'video rotated by metadata',
    `turned ${rotation}.mp4`,
    'done',
    once(() =>
      makeVideo({
        name: `corpus-turned-${rotation}.mp4`,
        ...{ codec: 'avc', photo: 3, widthPx: 160, heightPx: 90, rotation },
        timestampsS: constantRate(4, 10),
      }),
    ),
  ),
)

const sounds = [
  file(
    'audio only',
    'sound.mp4',
    'failed',
    once(() => sound('aac', new Mp4OutputFormat())),
  ),
  file(
    'audio only',
    'sound.webm',
    'failed',
    once(() => sound('opus', new WebMOutputFormat())),
  ),
  file(
    'audio only',
    'sound.mkv',
    'failed',
    once(() => sound('flac', new MkvOutputFormat())),
  ),
]

const unknownCodecs = [
  file('unknown codec', 'unknown.mp4', 'failed', async () => rename(await mp4(), 'avc1', 'xyz1')),
  file('unknown codec', 'unknown.mov', 'failed', async () => rename(await mov(), 'avc1', 'mp4v')),
  file('unknown codec', 'unknown.mkv', 'failed', async () => rename(await mkv(), 'AVC', 'XYZ')),
]

const bombs = [
  // Width and height stand at the end of the track's header, in 16.16 fixed point.
  patched('video of huge frames', 'huge track.mp4', 'refused', 'tkhd', {
    80: 0x7530_0000,
    84: 0x7530_0000,
  }),
  patched('video of huge frames', 'huge samples.mp4', 'anyhow', 'avc1', { 28: 0x7530_7530 }),
  file('video of huge frames', 'huge.mkv', 'refused', hugeMatroska),
]

const sampleTables = [
  patched('absurd sample table', 'billions of frames.mp4', 'refused', 'stsz', {
    8: 9,
    12: allBits,
  }),
  patched('absurd sample table', 'huge frames.mp4', 'anyhow', 'stsz', { 16: 0x7fff_ffff }),
  patched('absurd sample table', 'billions of times.mp4', 'refused', 'stts', { 12: allBits }),
  patched('absurd sample table', 'long table.mp4', 'anyhow', 'stts', { 8: allBits }),
  patched('absurd sample table', 'beyond the end.mp4', 'anyhow', 'stco', { 12: 0x7fff_ffff }),
  patched('absurd sample table', 'many chunks.mp4', 'anyhow', 'stco', { 8: allBits }),
]

/** Numbers of 32 bits by their place, counted from the type of the box. */
type Numbers = Readonly<Record<number, number>>

function patched(
  kind: string,
  name: string,
  fate: Fate,
  boxType: string,
  numbers: Numbers,
): Specimen {
  return file(kind, name, fate, async () => patch(await mp4(), boxType, numbers))
}

function patch(source: Uint8Array, boxType: string, numbers: Numbers): Buffer {
  const bytes = Buffer.from(source)
  const start = bytes.indexOf(boxType, 0, 'latin1')
  if (start < 0) throw new Error(`There is no ${boxType}`)
  for (const [offset, value] of Object.entries(numbers)) {
    bytes.writeUInt32BE(value, start + Number(offset))
  }
  return bytes
}

function rename(bytes: Buffer, from: string, to: string): Buffer {
  const renamed = bytes.toString('latin1').replaceAll(from, to)
  return Buffer.from(renamed, 'latin1')
}

function replaceEach(bytes: Buffer, fromHex: string, toHex: string): Buffer {
  const [from, to] = [fromHex, toHex].map((hex) => Buffer.from(hex, 'hex').toString('latin1'))
  return rename(bytes, from!, to!)
}

/** The Duration element: its id, a size of eight bytes, and a number of double precision. */
async function withMatroskaDuration(duration: number): Promise<Buffer> {
  const bytes = Buffer.from(await mkv())
  const start = bytes.indexOf(Buffer.from('448988', 'hex'))
  if (start < 0) throw new Error('There is no duration')
  bytes.writeDoubleBE(duration, start + 3)
  return bytes
}

function hugeMatroska(): Buffer {
  const sixtyThousand = Buffer.from('ea60', 'hex')
  const video = element('e0', element('b0', sixtyThousand), element('ba', sixtyThousand))
  return Buffer.concat([
    element('1a45dfa3', element('4282', Buffer.from('matroska'))),
    element('18538067', element('1654ae6b', element('ae', video))),
  ])
}
