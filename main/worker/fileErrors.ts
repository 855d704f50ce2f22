import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'

const reasons: Record<string, string> = {
  ENOENT: 'it is no longer where it was. Put it back or add it again.',
  EACCES: 'this user may not read it. Change its permissions and try again.',
  EPERM: 'this user may not read it. Change its permissions and try again.',
  EISDIR: 'it is a folder.',
  ENXIO: 'it is a pipe, socket or device, not a file.',
  EBUSY: 'another program has locked it. Close that program and try again.',
  EMFILE: 'too many files are open on this machine. Close some programs and try again.',
  EIO: 'the drive reported an error. Check the drive or copy the file elsewhere.',
}

/** A sentence for people on why the file at `path` could not be read, from Node's error. */
export function describeReadError(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasons[code] ?? `the system reports ${code || String(error)}.`
  return new Error(`${basename(path)} cannot be opened: ${reason}`, { cause: error })
}

// What was a file when it was found may be a pipe by now: then opening must not wait for it.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Opens the file at `path` for reading, or rejects with a sentence on why that cannot be. */
export async function openFile(path: string): Promise<FileHandle> {
  const handle = await open(path, openFlags).catch((error: unknown) => {
    throw describeReadError(path, error)
  })
  try {
    await refuseSpecial(path, handle)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Resolves if this process may read the file at `path`, or rejects with a sentence on why not. */
export async function checkReadable(path: string): Promise<void> {
  await readFileVersion(path)
}

/** What changes when the file at `path` is written anew. Rejects as `openFile` does. */
export async function readFileVersion(
  path: string,
): Promise<{ sizeBytes: number; modifiedMs: number }> {
  const handle = await openFile(path)
  try {
    const { size, mtimeMs } = await handle.stat()
    return { sizeBytes: size, modifiedMs: mtimeMs }
  } finally {
    await handle.close()
  }
}

/** A device may never end, and a pipe never begin. */
async function refuseSpecial(path: string, handle: FileHandle): Promise<void> {
  const stats = await handle.stat()
  if (stats.isFile()) return
  const reason = stats.isDirectory() ? reasons.EISDIR : reasons.ENXIO
  throw new Error(`${basename(path)} cannot be opened: ${reason}`)
}
