import { readText, readUint, type ByteSource } from './byteSource'
import { readPixelSize } from './imageHeader'
import type { Inspection } from './inspection'

const signatureBytes = 8
/** Signature and IHDR, which holds the size. */
const headerBytes = 33
/** Length, type and checksum around the data of each chunk. */
const chunkFrameBytes = 12
const endChunk = '\0\0\0\0IEND\xae\x42\x60\x82'

/**
 * Inspects a PNG, ISO/IEC 15948 section 5: complete if it has its IEND chunk, at the end of the
 * file or, where something was added behind it, at the end of the chain of chunks.
 */
export async function inspectPng(bytes: ByteSource): Promise<Inspection> {
  if (bytes.sizeBytes < headerBytes) return { kind: 'truncated' }
  const size = readPixelSize(await bytes.read(0, headerBytes))
  if (!size) return { kind: 'damaged' }
  const isComplete = (await endsWithEndChunk(bytes)) || (await chunksReachEnd(bytes))
  return isComplete ? { kind: 'complete', size } : { kind: 'truncated' }
}

async function endsWithEndChunk(bytes: ByteSource): Promise<boolean> {
  const tail = await bytes.read(bytes.sizeBytes - chunkFrameBytes, chunkFrameBytes)
  return readText(tail, 0, chunkFrameBytes) === endChunk
}

async function chunksReachEnd(bytes: ByteSource): Promise<boolean> {
  let offset = signatureBytes
  while (offset + chunkFrameBytes <= bytes.sizeBytes) {
    const header = await bytes.read(offset, 8)
    if (readText(header, 4, 4) === 'IEND') return true
    offset += chunkFrameBytes + (readUint(header, 0, 4) ?? Infinity)
  }
  return false
}
