import { readText, readUintLe, type ByteSource } from './byteSource'
import type { Inspection } from './inspection'
import { pixelSize, type PixelSize } from './pixelSize'

// Block introducers of GIF89a, sections 20, 24 and 27.
const imageIntroducer = 0x2c
const extensionIntroducer = 0x21
const trailer = 0x3b

const screenBytes = 13

/**
 * Inspects a GIF, GIF89a sections 15 to 27: complete if its last data block is closed and followed
 * by the trailer, at the end of the file or at the end of the chain of blocks.
 */
export async function inspectGif(bytes: ByteSource): Promise<Inspection> {
  const screen = await bytes.read(0, screenBytes)
  if (screen.length < screenBytes) return { kind: 'truncated' }
  let size = sizeAt(screen, 6)
  let offset = screenBytes + colourTableBytes(screen[10])
  const hasEnd = await endsWithTrailer(bytes)
  while (offset < bytes.sizeBytes) {
    const block = await bytes.read(offset, 10)
    if (block[0] === trailer) return { kind: 'complete', size }
    if (block[0] !== imageIntroducer && block[0] !== extensionIntroducer) return { kind: 'damaged' }
    if (block[0] === imageIntroducer) {
      size = enlarged(size, sizeAt(block, 5))
      if (hasEnd) return { kind: 'complete', size }
    }
    offset = await skipDataBlocks(bytes, offset + blockHeaderBytes(block))
  }
  return { kind: 'truncated' }
}

/** Decoders enlarge a screen that is narrower or lower than a frame. */
function enlarged(screen: PixelSize | null, frame: PixelSize | null): PixelSize | null {
  if (!screen || !frame) return screen ?? frame
  const { widthPx, heightPx } = frame
  return {
    widthPx: Math.max(screen.widthPx, widthPx),
    heightPx: Math.max(screen.heightPx, heightPx),
  }
}

function sizeAt(bytes: Uint8Array, offset: number): PixelSize | null {
  return pixelSize(readUintLe(bytes, offset, 2), readUintLe(bytes, offset + 2, 2))
}

/** Three bytes a colour; the packed field says whether there are colours, and how many. */
function colourTableBytes(packedField = 0): number {
  return packedField & 0x80 ? 3 * 2 ** ((packedField & 0x07) + 1) : 0
}

/** Up to the first data block: introducer and label, or image descriptor, colours and code size. */
function blockHeaderBytes(block: Uint8Array): number {
  return block[0] === extensionIntroducer ? 2 : 10 + colourTableBytes(block[9]) + 1
}

/** Data blocks are closed by an empty one. */
async function endsWithTrailer(bytes: ByteSource): Promise<boolean> {
  const tail = await bytes.read(bytes.sizeBytes - 2, 2)
  return readText(tail, 0, 2) === '\0\x3b'
}

/** Where the block after these data blocks begins; beyond the end if they are cut off. */
async function skipDataBlocks(bytes: ByteSource, start: number): Promise<number> {
  let offset = start
  while (offset < bytes.sizeBytes) {
    const [length = 0] = await bytes.read(offset, 1)
    offset += 1 + length
    if (length === 0) break
  }
  return offset
}
