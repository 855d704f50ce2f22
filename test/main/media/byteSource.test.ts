import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bytesOfFile, readText, readUint, readUintLe } from '../../../main/media/byteSource'
import { temporaryFolder } from './samples'

const content = Buffer.from(Array.from({ length: 10_000 }, (_, index) => index % 251))

describe('the bytes of a file', () => {
  it('are read where asked for, fewer at the end and none beyond', async () => {
    await using folder = await temporaryFolder()
    await using file = await openFile(folder.path)
    const pieces = [
      [0, 4],
      [9_990, 20],
      [5_000, 4_500],
      [2, 3],
      [20_000, 8],
    ] as const
    for (const [offset, length] of pieces) {
      const read = Buffer.from(await file.bytes.read(offset, length))
      expect(read).toEqual(content.subarray(offset, offset + length))
    }
  })

  it('are read anew only where they lie far from the last ones', async () => {
    await using folder = await temporaryFolder()
    await using file = await openFile(folder.path)
    await file.bytes.read(0, 100)
    await writeFile(file.path, Buffer.alloc(content.length))
    const [near, far] = [await file.bytes.read(96, 4_000), await file.bytes.read(5_000, 4)]
    expect([Buffer.from(near), Buffer.from(far)]).toEqual([
      content.subarray(96, 4_096),
      Buffer.alloc(4),
    ])
  })
})

async function openFile(folder: string) {
  const path = join(folder, 'bytes')
  await writeFile(path, content)
  const handle = await open(path)
  const bytes = bytesOfFile(handle, content.length)
  return { path, bytes, [Symbol.asyncDispose]: () => handle.close() }
}

describe('numbers and text in bytes', () => {
  const bytes = Buffer.from([0x01, 0x02, 0x03, 0xe9, 0x41])

  it('are read in either order of bytes', () => {
    expect([readUint(bytes, 0, 4), readUintLe(bytes, 0, 3)]).toEqual([0x01_02_03_e9, 0x03_02_01])
    expect(readUint(Buffer.alloc(6, 0xff), 0, 6)).toBe(2 ** 48 - 1)
  })

  it('are undefined where the bytes end before', () => {
    expect([readUint(bytes, 4, 2), readUintLe(bytes, 9, 2)]).toEqual([undefined, undefined])
  })

  it('are one character for each byte', () => {
    expect(readText(bytes, 3, 2)).toBe('éA')
  })
})
