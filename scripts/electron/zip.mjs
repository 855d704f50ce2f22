// @ts-check
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, symlink, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} mode type and permissions, as Unix writes them
 * @property {boolean} isDeflated
 * @property {number} packedBytes
 * @property {number} headerPosition
 */

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_RECORD_BYTES = 22
const LONGEST_COMMENT_BYTES = 0xffff
const LOCAL_HEADER_BYTES = 30
const DEFLATED = 8
const TYPE_MASK = 0o170000
const SYMBOLIC_LINK = 0o120000
const PERMISSIONS_MASK = 0o777

/**
 * Reads the directory at the end of a zip file (not of the zip64 kind).
 *
 * @param {string} zipFile
 * @returns {Promise<ZipEntry[]>}
 */
export async function readZipDirectory(zipFile) {
  const handle = await open(zipFile)
  try {
    const { size } = await handle.stat()
    const tail = await readAt(
      handle,
      Math.max(0, size - END_RECORD_BYTES - LONGEST_COMMENT_BYTES),
      Math.min(size, END_RECORD_BYTES + LONGEST_COMMENT_BYTES),
    )
    const end = findEndRecord(tail)
    if (end === undefined) throw new Error(`${zipFile} is not a complete zip file`)
    const directory = await readAt(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
    return parseDirectory(directory)
  } finally {
    await handle.close()
  }
}

/**
 * Writes one entry below a folder, with its permissions; a symbolic link stays one. The data is
 * streamed, so a large entry costs no memory.
 *
 * @param {string} zipFile
 * @param {ZipEntry} entry
 * @param {string} target the file to write
 */
export async function extractZipEntry(zipFile, entry, target) {
  if (entry.name.endsWith('/')) {
    await mkdir(target, { recursive: true })
    return
  }
  await mkdir(dirname(target), { recursive: true })
  const start = await dataPosition(zipFile, entry)
  const mode = entry.mode & PERMISSIONS_MASK
  if (entry.packedBytes === 0) {
    await writeFile(target, '', { mode })
    return
  }
  const packed = createReadStream(zipFile, { start, end: start + entry.packedBytes - 1 })
  const source = entry.isDeflated ? packed.pipe(createInflateRaw()) : packed
  packed.on('error', (error) => source.destroy(error))
  if ((entry.mode & TYPE_MASK) === SYMBOLIC_LINK) {
    await symlink(await text(source), target)
  } else {
    await pipeline(source, createWriteStream(target, { mode }))
  }
}

/**
 * @param {Buffer} tail the last bytes of a zip file
 * @returns {number | undefined} where the end record starts
 */
function findEndRecord(tail) {
  for (let position = tail.length - END_RECORD_BYTES; position >= 0; position--) {
    if (tail.readUInt32LE(position) === END_OF_DIRECTORY) return position
  }
  return undefined
}

/**
 * @param {Buffer} directory
 * @returns {ZipEntry[]}
 */
function parseDirectory(directory) {
  /** @type {ZipEntry[]} */
  const entries = []
  let position = 0
  while (position + 4 <= directory.length && directory.readUInt32LE(position) === DIRECTORY_ENTRY) {
    const nameEnd = position + 46 + directory.readUInt16LE(position + 28)
    const name = directory.toString('utf8', position + 46, nameEnd)
    if (isAbsolute(name) || name.split('/').includes('..')) {
      throw new Error(`A zip entry points outside of its folder: ${name}`)
    }
    entries.push({
      name,
      mode: directory.readUInt16LE(position + 40),
      isDeflated: directory.readUInt16LE(position + 10) === DEFLATED,
      packedBytes: directory.readUInt32LE(position + 20),
      headerPosition: directory.readUInt32LE(position + 42),
    })
    position =
      nameEnd + directory.readUInt16LE(position + 30) + directory.readUInt16LE(position + 32)
  }
  return entries
}

/**
 * Where an entry's data starts: behind its own header, whose length the directory does not tell.
 *
 * @param {string} zipFile
 * @param {ZipEntry} entry
 */
async function dataPosition(zipFile, { headerPosition }) {
  const handle = await open(zipFile)
  try {
    const header = await readAt(handle, headerPosition, LOCAL_HEADER_BYTES)
    const variableBytes = header.readUInt16LE(26) + header.readUInt16LE(28)
    return headerPosition + LOCAL_HEADER_BYTES + variableBytes
  } finally {
    await handle.close()
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {number} position
 * @param {number} bytes
 */
async function readAt(handle, position, bytes) {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await handle.read(buffer, 0, bytes, position)
  return buffer.subarray(0, bytesRead)
}
