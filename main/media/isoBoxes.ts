import { readText, readUint, type ByteSource } from './byteSource'

/** A box of the ISO base media file format, of which AVIF, MP4 and MOV are built. */
export interface Box {
  /** Four characters, such as `moov`. */
  readonly type: string
  /** Where its content begins, in bytes from the start of the file. */
  readonly contentOffset: number
  /** Where it says that it ends: beyond the end of the file if it was cut off. */
  readonly endOffset: number
}

/** A live recording has two boxes a fragment; a crafted file may have millions. */
const maxBoxes = 100_000

/**
 * The boxes between two places, one after the other, ISO/IEC 14496-12 section 4.2. Ends early at a
 * box that says it is shorter than its own header.
 */
export async function* readBoxes(
  bytes: ByteSource,
  startOffset: number,
  endOffset: number,
): AsyncGenerator<Box> {
  let offset = startOffset
  for (let count = 0; count < maxBoxes && offset + 8 <= endOffset; count++) {
    const box = parseBox(await bytes.read(offset, 16), offset, endOffset)
    if (!box) return
    yield box
    offset = box.endOffset
  }
}

/** The first box of a type between two places, if its end lies there too. */
export async function findBox(
  bytes: ByteSource,
  type: string,
  startOffset: number,
  endOffset: number,
): Promise<Box | undefined> {
  for await (const box of readBoxes(bytes, startOffset, endOffset)) {
    if (box.type === type) return box.endOffset <= endOffset ? box : undefined
  }
  return undefined
}

/** The box at the end of a chain of boxes, each inside the one before. */
export async function findPath(
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

/** Size 0 is "up to the end", size 1 says that a longer number follows. */
function parseBox(header: Uint8Array, offset: number, endOffset: number): Box | undefined {
  const shortSize = readUint(header, 0, 4) ?? 0
  const isLong = shortSize === 1
  const size = isLong ? readLongSize(header) : shortSize
  const headerBytes = isLong ? 16 : 8
  if (size !== 0 && size < headerBytes) return undefined
  return {
    type: readText(header, 4, 4),
    contentOffset: offset + headerBytes,
    endOffset: size === 0 ? endOffset : offset + size,
  }
}

/** Exact up to 2 to the power of 53, which is beyond every file. */
function readLongSize(header: Uint8Array): number {
  return (readUint(header, 8, 4) ?? 0) * 2 ** 32 + (readUint(header, 12, 4) ?? 0)
}
