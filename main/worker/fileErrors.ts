import { access, constants } from 'node:fs/promises'
import { basename } from 'node:path'

const reasons: Record<string, string> = {
  ENOENT: 'it is no longer where it was. Put it back or add it again.',
  EACCES: 'this user may not read it. Change its permissions and try again.',
  EPERM: 'this user may not read it. Change its permissions and try again.',
  EISDIR: 'it is a folder.',
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

/** Resolves if this process may read the file at `path`, or rejects with a sentence on why not. */
export async function checkReadable(path: string): Promise<void> {
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw describeReadError(path, error)
  })
}
