import { readUint, type ByteSource } from './byteSource'
import type { Inspection } from './inspection'
import { findBox, findPath, readBoxes, type Box } from './isoBoxes'
import { hasPlausibleTables } from './isoSampleTable'
import { larger, pixelSize, type PixelSize } from './pixelSize'

/** What a "full box" such as `meta` and `ispe` begins with. */
const versionAndFlagsBytes = 4
/** Boxes without content, which may be cut without loss. */
const paddingTypes = ['free', 'skip', 'wide']
const allBits = 0xffff_ffff
/** More tracks than any film has. */
const maxTracks = 100

/** Inspects an AVIF: complete if all of its boxes are there, among them `meta`, its description. */
export async function inspectAvif(bytes: ByteSource): Promise<Inspection> {
  const meta = await findIfComplete(bytes, 'meta')
  if (!meta) return { kind: 'truncated' }
  const size = await readAvifSize(bytes, meta)
  return size ? { kind: 'complete', size } : { kind: 'damaged' }
}

/**
 * Inspects an MP4 or MOV: complete if all of its boxes are there, among them `moov`, its index, and
 * damaged if that index is absurd.
 */
export async function inspectMp4(bytes: ByteSource): Promise<Inspection> {
  const moov = await findIfComplete(bytes, 'moov')
  if (!moov) return { kind: 'truncated' }
  for await (const track of readTracks(bytes, moov)) {
    if (!(await hasPlausibleTables(bytes, track))) return { kind: 'damaged' }
  }
  const [size, durationS] = [await readVideoSize(bytes, moov), await readDuration(bytes, moov)]
  return { kind: 'complete', size, durationS }
}

/** The first top-level box of a type, if every box ends inside the file. */
async function findIfComplete(bytes: ByteSource, type: string): Promise<Box | undefined> {
  let found: Box | undefined
  for await (const box of readBoxes(bytes, 0, bytes.sizeBytes)) {
    if (!isBoxType(box.type)) return found
    if (box.endOffset > bytes.sizeBytes) return paddingTypes.includes(box.type) ? found : undefined
    if (box.type === type) found ??= box
  }
  return found
}

/** Anything else was added behind the last box. */
function isBoxType(type: string): boolean {
  return /^[\x20-\x7e\xa9]{4}$/.test(type)
}

/** The largest of the pictures described: a grid is described beside its tiles. */
async function readAvifSize(bytes: ByteSource, meta: Box): Promise<PixelSize | null> {
  const properties = await findPath(bytes, ['iprp', 'ipco'], {
    ...meta,
    contentOffset: meta.contentOffset + versionAndFlagsBytes,
  })
  if (!properties) return null
  let largest: PixelSize | null = null
  for await (const box of readBoxes(bytes, properties.contentOffset, properties.endOffset)) {
    if (box.type === 'ispe') largest = larger(largest, await readPictureSize(bytes, box))
  }
  return largest
}

async function readPictureSize(bytes: ByteSource, box: Box): Promise<PixelSize | null> {
  const numbers = await bytes.read(box.contentOffset + versionAndFlagsBytes, 8)
  return pixelSize(readUint(numbers, 0, 4), readUint(numbers, 4, 4))
}

/** Of the film as a whole; ISO/IEC 14496-12 section 8.2.2 has all bits set where it is unknown. */
async function readDuration(bytes: ByteSource, moov: Box): Promise<number | null> {
  const header = await findBox(bytes, 'mvhd', moov.contentOffset, moov.endOffset)
  if (!header) return null
  const content = await bytes.read(header.contentOffset, 32)
  const isLong = content[0] === 1
  const unitsPerSecond = readUint(content, isLong ? 20 : 12, 4)
  const [high, low] = [
    isLong ? readUint(content, 24, 4) : 0,
    readUint(content, isLong ? 28 : 16, 4),
  ]
  if (!unitsPerSecond || high === undefined || low === undefined) return null
  const isUnknown = low === allBits && (high === allBits || !isLong)
  return isUnknown ? null : (high * 2 ** 32 + low) / unitsPerSecond
}

/** The largest track: sounds have no size, subtitles a small one. */
async function readVideoSize(bytes: ByteSource, moov: Box): Promise<PixelSize | null> {
  let largest: PixelSize | null = null
  for await (const track of readTracks(bytes, moov)) {
    largest = larger(largest, await readTrackSize(bytes, track))
  }
  return largest
}

async function* readTracks(bytes: ByteSource, moov: Box): AsyncGenerator<Box> {
  let tracks = 0
  for await (const box of readBoxes(bytes, moov.contentOffset, moov.endOffset)) {
    if (box.type !== 'trak') continue
    if (++tracks > maxTracks) return
    yield box
  }
}

/** The last eight bytes of the track header: width and height in 16.16 fixed point. */
async function readTrackSize(bytes: ByteSource, track: Box): Promise<PixelSize | null> {
  const header = await findBox(bytes, 'tkhd', track.contentOffset, track.endOffset)
  if (!header) return null
  const numbers = await bytes.read(header.endOffset - 8, 8)
  return pixelSize(readUint(numbers, 0, 2), readUint(numbers, 4, 2))
}
