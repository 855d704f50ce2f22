import type { FileHandle } from 'node:fs/promises'

/** Bytes that can be read at any place: an open file, or an array in a test. */
export interface ByteSource {
  readonly sizeBytes: number
  /** The bytes from `offset` on; fewer than `length` only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>
}

// A page of most file systems: enough for the header of most photos, read at once.
const windowBytes = 4096

/**
 * The bytes of an open file. Small reads near each other, as of one header after the other, cost
 * one look at the disk. Reading throws the system's error, or the signal's reason when aborted.
 */
export function bytesOfFile(
  handle: FileHandle,
  sizeBytes: number,
  signal?: AbortSignal,
): ByteSource {
  let windowOffset = 0
  let window: Uint8Array = new Uint8Array(0)
  return {
    sizeBytes,
    async read(offset, length) {
      signal?.throwIfAborted()
      const isInside = offset >= windowOffset && offset + length <= windowOffset + window.length
      if (!isInside) {
        window = await readFully(handle, offset, Math.max(length, windowBytes))
        windowOffset = offset
      }
      return window.subarray(offset - windowOffset, offset - windowOffset + length)
    },
  }
}

/** Network drives may answer with less than was asked for before the end is reached. */
async function readFully(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

/** An unsigned big-endian number of up to 6 bytes; undefined if the bytes end before. */
export function readUint(bytes: Uint8Array, offset: number, length: number): number | undefined {
  if (offset + length > bytes.length) return undefined
  let value = 0
  for (let index = 0; index < length; index++) value = value * 256 + (bytes[offset + index] ?? 0)
  return value
}

/** The same of a little-endian number. */
export function readUintLe(bytes: Uint8Array, offset: number, length: number): number | undefined {
  return readUint(Uint8Array.from(bytes.subarray(offset, offset + length)).reverse(), 0, length)
}

/** Bytes as characters of their own number (Latin-1), as names of chunks and boxes are compared. */
export function readText(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length))
}
