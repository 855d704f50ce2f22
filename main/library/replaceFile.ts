import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describeWriteError } from './writeError'

/**
 * Lends a hidden folder beside a file that is to be written, on the same disk, and removes it at
 * the end, whatever happened. Errors become sentences that name the file.
 */
export async function withFolderBeside<T>(
  path: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  let folder: string | undefined
  try {
    folder = await mkdtemp(join(dirname(path), '.landmark-studio-'))
    return await work(folder)
  } catch (error) {
    throw describeWriteError(path, error)
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

/** Writes a new file, and resolves when all of it is on disk. */
export async function writeDurably<T>(
  path: string,
  write: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'wx')
  try {
    const result = await write(file)
    await file.sync()
    return result
  } finally {
    await file.close()
  }
}
