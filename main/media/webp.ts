import { readUintLe, type ByteSource } from './byteSource'
import { readPixelSize } from './imageHeader'
import type { Inspection } from './inspection'

const riffHeaderBytes = 8
/** Up to the size, in each of the three kinds of first chunk. */
const headBytes = 30

/** Inspects a WebP, RFC 9649 section 2: complete if the file is as long as its RIFF header says. */
export async function inspectWebp(bytes: ByteSource): Promise<Inspection> {
  const head = await bytes.read(0, headBytes)
  const riffBytes = readUintLe(head, 4, 4)
  if (riffBytes === undefined || head.length < headBytes) return { kind: 'truncated' }
  if (riffHeaderBytes + riffBytes > bytes.sizeBytes) return { kind: 'truncated' }
  const size = readPixelSize(head)
  return size ? { kind: 'complete', size } : { kind: 'damaged' }
}
