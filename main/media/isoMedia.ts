import { readUint, type ByteSource } from './byteSource'
import type { Inspection } from './inspection'
import { findBox, readBoxes, type Box } from './isoBoxes'
import { larger, pixelSize, type PixelSize } from './pixelSize'

/** What a "full box" such as `meta` and `ispe` begins with. */
const versionAndFlagsBytes = 4
/** Boxes without content, which may be cut without loss. */
const paddingTypes = ['free', 'skip', 'wide']
/** More tracks than any film has. */
const maxTracks = 100

/** Inspects an AVIF: complete if all of its boxes are there, among them `meta`, its description. */
export async function inspectAvif(bytes: ByteSource): Promise<Inspection> {
  const meta = await findIfComplete(bytes, 'meta')
  if (!meta) return { kind: 'truncated' }
  const size = await readAvifSize(bytes, meta)
  return size ? { kind: 'complete', size } : { kind: 'damaged' }
}

/** Inspects an MP4 or MOV: complete if all of its boxes are there, among them `moov`, its index. */
export async function inspectMp4(bytes: ByteSource): Promise<Inspection> {
  const moov = await findIfComplete(bytes, 'moov')
  return moov ? { kind: 'complete', size: await readVideoSize(bytes, moov) } : { kind: 'truncated' }
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

/** The box at the end of a chain of boxes, each inside the one before. */
async function findPath(
  bytes: ByteSource,
  types: readonly string[],
  outer: Box,
): Promise<Box | undefined> {
  let box: Box | undefined = outer
  for (const type of types) {
    box = box && (await findBox(bytes, type, box.contentOffset, box.endOffset))
  }
  return box
}

async function readPictureSize(bytes: ByteSource, box: Box): Promise<PixelSize | null> {
  const numbers = await bytes.read(box.contentOffset + versionAndFlagsBytes, 8)
  return pixelSize(readUint(numbers, 0, 4), readUint(numbers, 4, 4))
}

/** The largest track: sounds have no size, subtitles a small one. */
async function readVideoSize(bytes: ByteSource, moov: Box): Promise<PixelSize | null> {
  let largest: PixelSize | null = null
  let tracks = 0
  for await (const box of readBoxes(bytes, moov.contentOffset, moov.endOffset)) {
    if (box.type !== 'trak') continue
    if (++tracks > maxTracks) break
    largest = larger(largest, await readTrackSize(bytes, box))
  }
  return largest
}

/** The last eight bytes of the track header: width and height in 16.16 fixed point. */
async function readTrackSize(bytes: ByteSource, track: Box): Promise<PixelSize | null> {
  const header = await findBox(bytes, 'tkhd', track.contentOffset, track.endOffset)
  if (!header) return null
  const numbers = await bytes.read(header.endOffset - 8, 8)
  return pixelSize(readUint(numbers, 0, 2), readUint(numbers, 4, 2))
}
