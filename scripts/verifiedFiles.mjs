// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { StepError } from './step.mjs'

/** @typedef {Readonly<Record<string, string>>} Checksums file name to SHA-256, in hexadecimal */

/** @param {Uint8Array} bytes */
export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * Reads a committed list of checksums.
 *
 * @param {string} file
 * @returns {Promise<Checksums>}
 */
export async function readChecksums(file) {
  return JSON.parse(await readFile(file, 'utf8'))
}

/**
 * The names of those files that are missing or not what the list says.
 *
 * @param {string} folder
 * @param {Checksums} checksums
 * @returns {Promise<string[]>}
 */
export async function findStaleFiles(folder, checksums) {
  /** @type {string[]} */
  const stale = []
  for (const [name, expected] of Object.entries(checksums)) {
    if ((await digestOfFile(join(folder, name), 'sha256')) !== expected) stale.push(name)
  }
  return stale
}

/**
 * The digest of a file in hexadecimal, or undefined if there is no such file.
 *
 * @param {string} file
 * @param {'sha256' | 'sha512'} algorithm
 */
export async function digestOfFile(file, algorithm) {
  const hash = createHash(algorithm)
  try {
    await pipeline(createReadStream(file), hash)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  return hash.digest('hex')
}

/**
 * Writes a file if its bytes are the expected ones, so that a file under its final name is always
 * whole and right.
 *
 * @param {string} file
 * @param {Uint8Array} bytes
 * @param {string | undefined} expected SHA-256
 * @param {string} remedy what to do if they are not
 */
export async function writeVerified(file, bytes, expected, remedy) {
  const actual = sha256(bytes)
  if (actual !== expected) {
    throw new StepError(
      `${file} has the SHA-256 ${actual} instead of ${expected ?? 'one in the list'}.`,
      remedy,
    )
  }
  await writeAtomically(file, bytes)
}

/**
 * Writes a file under a temporary name and renames it once it is complete.
 *
 * @param {string} file
 * @param {Uint8Array | string} content
 */
export async function writeAtomically(file, content) {
  const partial = `${file}.${process.pid}.partial`
  await mkdir(dirname(file), { recursive: true })
  try {
    await writeFile(partial, content)
    await rename(partial, file)
  } finally {
    await rm(partial, { force: true })
  }
}
