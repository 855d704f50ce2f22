import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { sentence, SentenceError, type SentenceKey } from '../../common/sentence'

const reasons = {
  ENOENT: 'sentences.file.gone',
  EACCES: 'sentences.file.noPermission',
  EPERM: 'sentences.file.noPermission',
  EISDIR: 'sentences.file.folder',
  ENXIO: 'sentences.file.special',
  EBUSY: 'sentences.file.locked',
  EMFILE: 'sentences.file.manyOpen',
  EIO: 'sentences.file.driveError',
} as const satisfies Readonly<Record<string, SentenceKey>>

/** Says to people why the file at `path` could not be read, from Node's error. */
export function describeReadError(path: string, cause: unknown): SentenceError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return unopened(path, code || String(cause), cause)
}

/** @param code of the system's error; its words where it has none. */
function unopened(path: string, code: string, cause?: unknown): SentenceError {
  const reason = isKnown(code)
    ? sentence(reasons[code])
    : sentence('sentences.file.systemReports', { code })
  const said = sentence('sentences.file.unopened', { name: basename(path), reason })
  return new SentenceError(said, { cause })
}

function isKnown(code: string): code is keyof typeof reasons {
  return Object.hasOwn(reasons, code)
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
  throw unopened(path, stats.isDirectory() ? 'EISDIR' : 'ENXIO')
}
