import { readUint, type ByteSource } from './byteSource'
import type { Inspection } from './inspection'
import { pixelSize, type PixelSize } from './pixelSize'

// Element ids with their length markers, RFC 9559 section 5.
const ids = {
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  cluster: 0x1f43b675,
  tracks: 0x1654ae6b,
  track: 0xae,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
}

/** More elements than lie before the tracks, or tracks than any film has. */
const maxSiblings = 100

interface Element {
  readonly id: number
  readonly contentOffset: number
  /** Null where the writer did not know, as in a live recording. */
  readonly endOffset: number | null
}

/**
 * Inspects an MKV or WebM, RFC 8794 and RFC 9559: complete if the file is as long as its segment
 * says. A segment of unknown size, as of a live recording, may end anywhere.
 */
export async function inspectMatroska(bytes: ByteSource): Promise<Inspection> {
  const segment = await findElement(bytes, ids.segment, 0, bytes.sizeBytes)
  if (!segment) return { kind: 'truncated' }
  const endOffset = segment.endOffset ?? bytes.sizeBytes
  if (endOffset > bytes.sizeBytes) return { kind: 'truncated' }
  const place = [bytes, segment.contentOffset, endOffset] as const
  const [size, durationS] = [await readVideoSize(...place), await readDuration(...place)]
  return { kind: 'complete', size, durationS }
}

/** In units of the time scale, which is in nanoseconds, RFC 9559 section 5.1.2. */
async function readDuration(
  bytes: ByteSource,
  startOffset: number,
  endOffset: number,
): Promise<number | null> {
  const info = await findElement(bytes, ids.info, startOffset, endOffset)
  if (!info?.endOffset) return null
  const place = [info.contentOffset, info.endOffset] as const
  const scaleNs = (await readNumber(bytes, ids.timestampScale, ...place)) ?? 1e6
  const duration = await findElement(bytes, ids.duration, ...place)
  if (!duration?.endOffset) return null
  const length = duration.endOffset - duration.contentOffset
  const units = readFloat(await bytes.read(duration.contentOffset, Math.min(length, 8)))
  return Number.isFinite(units) ? (units * scaleNs) / 1e9 : null
}

/** A number of single or double precision; NaN for other lengths. */
function readFloat(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length === 4) return view.getFloat32(0)
  return bytes.length === 8 ? view.getFloat64(0) : NaN
}

async function readVideoSize(
  bytes: ByteSource,
  startOffset: number,
  endOffset: number,
): Promise<PixelSize | null> {
  const tracks = await findElement(bytes, ids.tracks, startOffset, endOffset)
  if (!tracks?.endOffset) return null
  for await (const track of readElements(bytes, tracks.contentOffset, tracks.endOffset)) {
    if (track.id !== ids.track || !track.endOffset) continue
    const video = await findElement(bytes, ids.video, track.contentOffset, track.endOffset)
    if (video?.endOffset) return readPixels(bytes, video.contentOffset, video.endOffset)
  }
  return null
}

async function readPixels(
  bytes: ByteSource,
  startOffset: number,
  endOffset: number,
): Promise<PixelSize | null> {
  const widthPx = await readNumber(bytes, ids.pixelWidth, startOffset, endOffset)
  const heightPx = await readNumber(bytes, ids.pixelHeight, startOffset, endOffset)
  return pixelSize(widthPx, heightPx)
}

async function readNumber(
  bytes: ByteSource,
  id: number,
  startOffset: number,
  endOffset: number,
): Promise<number | undefined> {
  const element = await findElement(bytes, id, startOffset, endOffset)
  if (!element?.endOffset) return undefined
  const length = element.endOffset - element.contentOffset
  return length <= 6
    ? readUint(await bytes.read(element.contentOffset, length), 0, length)
    : undefined
}

/** The first element of an id between two places; none if picture data come first. */
async function findElement(
  bytes: ByteSource,
  id: number,
  startOffset: number,
  endOffset: number,
): Promise<Element | undefined> {
  for await (const element of readElements(bytes, startOffset, endOffset)) {
    if (element.id === id) return element
    if (element.id === ids.cluster) return undefined
  }
  return undefined
}

/** The elements between two places, one after the other; ends at one of unknown size. */
async function* readElements(
  bytes: ByteSource,
  startOffset: number,
  endOffset: number,
): AsyncGenerator<Element> {
  let offset: number | null = startOffset
  for (let count = 0; count < maxSiblings && offset !== null && offset < endOffset; count++) {
    const element = parseElement(await bytes.read(offset, 12), offset)
    if (!element) return
    yield element
    offset = element.endOffset
  }
}

function parseElement(header: Uint8Array, offset: number): Element | undefined {
  const idBytes = vintBytes(header[0])
  const id = readUint(header, 0, idBytes)
  const sizeBytes = vintBytes(header[idBytes])
  const size = readVint(header, idBytes, sizeBytes)
  if (id === undefined || idBytes > 4 || size === undefined) return undefined
  const contentOffset = offset + idBytes + sizeBytes
  return { id, contentOffset, endOffset: size === null ? null : contentOffset + size }
}

/** Length of a variable-size integer: one more than the zero bits it begins with, 1 to 9. */
function vintBytes(firstByte = 0): number {
  return Math.clz32(firstByte) - 23
}

/** Without its length marker; null if all other bits are set: unknown. Undefined if cut off. */
function readVint(header: Uint8Array, offset: number, length: number): number | null | undefined {
  if (length > 8 || offset + length > header.length) return undefined
  let value = BigInt((header[offset] ?? 0) & (0xff >> length))
  for (const byte of header.subarray(offset + 1, offset + length))
    value = value * 256n + BigInt(byte)
  const isUnknown = value === 2n ** BigInt(7 * length) - 1n
  return isUnknown ? null : Number(value)
}
