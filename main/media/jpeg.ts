import { readUint, type ByteSource } from './byteSource'
import type { Inspection } from './inspection'
import { pixelSize, type PixelSize } from './pixelSize'

// Markers of ITU-T T.81, table B.1: the byte after 0xFF.
const endOfImage = 0xd9
const startOfScan = 0xda

/** Marker, length, precision, height and width. */
const frameHeaderBytes = 9
const tailBytes = 1024
const scanBytes = 64 * 1024
// Photos with long metadata have some hundred; a crafted file may have millions.
const maxSegments = 10_000

interface Header {
  readonly kind: 'header'
  readonly size: PixelSize
  readonly scanOffset: number
}

/**
 * Inspects a JPEG, ITU-T T.81 annex B: complete if its picture data reach the end-of-image marker.
 * What follows that marker is left alone: phones and editors add further pictures, videos or zeros.
 */
export async function inspectJpeg(bytes: ByteSource): Promise<Inspection> {
  const header = await readHeader(bytes)
  if (header.kind !== 'header') return header
  const isComplete =
    (await endsWithMarker(bytes)) || (await scanReachesMarker(bytes, header.scanOffset))
  return isComplete ? { kind: 'complete', size: header.size } : { kind: 'truncated' }
}

/**
 * Walks from segment to segment, as a preview inside one has end markers of its own. Bytes that are
 * no marker are passed over, as decoders do.
 */
async function readHeader(bytes: ByteSource): Promise<Header | Inspection> {
  let size: PixelSize | null = null
  let offset = 2
  for (let count = 0; count < maxSegments; count++) {
    const segment = await bytes.read(offset, frameHeaderBytes)
    const marker = segment[0] === 0xff ? segment[1] : 0
    const skipped = segment[0] === 0xff ? skippedBytes(segment, 0) : 1
    if (marker === endOfImage) return { kind: 'damaged' }
    if (skipped === undefined || offset + skipped > bytes.sizeBytes) return { kind: 'truncated' }
    if (marker === startOfScan && size) return { kind: 'header', size, scanOffset: offset }
    if (isStartOfFrame(marker)) size = readFrameSize(segment)
    offset += skipped
  }
  return { kind: 'damaged' }
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which lie between them. */
function isStartOfFrame(marker = 0): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function readFrameSize(segment: Uint8Array): PixelSize | null {
  return pixelSize(readUint(segment, 7, 2), readUint(segment, 5, 2))
}

/**
 * How far it is from a 0xFF to what comes next: past a fill byte, past a marker that stands alone
 * (or a 0xFF of the picture data, which a 0 follows), or past a whole segment. Undefined where the
 * bytes end too soon to tell.
 */
function skippedBytes(bytes: Uint8Array, offset: number): number | undefined {
  const marker = bytes[offset + 1]
  if (marker === undefined) return undefined
  if (marker === 0xff) return 1
  if (marker <= 0x01 || (marker >= 0xd0 && marker <= endOfImage)) return 2
  const length = readUint(bytes, offset + 2, 2)
  return length === undefined ? undefined : 2 + length
}

/** The usual case, told from the last bytes alone: nothing but padding after the marker. */
async function endsWithMarker(bytes: ByteSource): Promise<boolean> {
  const tail = await bytes.read(Math.max(0, bytes.sizeBytes - tailBytes), tailBytes)
  let end = tail.length
  while (end > 0 && isPadding(tail[end - 1])) end--
  return end >= 2 && tail[end - 2] === 0xff && tail[end - 1] === endOfImage
}

function isPadding(byte: number | undefined): boolean {
  return byte === 0 || byte === 0x0a || byte === 0x0d || byte === 0x20
}

/** The rare case: reads the picture data to where they end. */
async function scanReachesMarker(bytes: ByteSource, scanOffset: number): Promise<boolean> {
  let offset = scanOffset
  while (offset < bytes.sizeBytes) {
    const passed = passScan(await bytes.read(offset, scanBytes))
    if (passed === 'end-of-image') return true
    if (passed === 0) return false
    offset += passed
  }
  return false
}

/** How many bytes of picture data were passed; where the last segment goes on, more than given. */
function passScan(bytes: Uint8Array): number | 'end-of-image' {
  let offset = bytes.indexOf(0xff)
  while (offset >= 0 && offset < bytes.length) {
    if (bytes[offset + 1] === endOfImage) return 'end-of-image'
    const skipped = skippedBytes(bytes, offset)
    if (skipped === undefined) return offset
    offset += skipped
    if (offset < bytes.length) offset = bytes.indexOf(0xff, offset)
  }
  return Math.max(offset, bytes.length)
}
