import { sentenceOf, toWireError } from '../../common/errors'
import { sentence, SentenceError, type SentenceKey } from '../../common/sentence'

const diskFull = /ENOSPC|EDQUOT|no space left|not enough space|quota exceeded/i

/** What to do about the errors that writing a file meets in practice, by their code. */
const remedies = [
  [diskFull, 'sentences.library.diskFull'],
  [/EFBIG|file too large/i, 'sentences.library.fileTooLarge'],
  [/EROFS|read-only file system/i, 'sentences.library.readOnly'],
  [/EBUSY|being used by another/i, 'sentences.library.fileOpen'],
  [/EACCES|EPERM|permission denied/i, 'sentences.library.noPermission'],
  [/EISDIR|is a directory/i, 'sentences.library.isFolder'],
  [/ENOENT|ENOTDIR|no such file/i, 'sentences.library.folderGone'],
] as const satisfies readonly (readonly [RegExp, SentenceKey])[]

/** An error for people: which file could not be written, why, and what to do. */
export function describeWriteError(path: string, cause: unknown): SentenceError {
  const remedy = remedies.find(([pattern]) => pattern.test(withCode(cause)))?.[1]
  const reason = remedy === undefined ? sentenceOf(cause) : sentence(remedy)
  return new SentenceError(sentence('sentences.library.notWritten', { path, reason }), { cause })
}

/** Whether something could not be written for want of space: later it may be possible again. */
export function isDiskFull(cause: unknown): boolean {
  return diskFull.test(withCode(cause))
}

/** The first line of what an error says, in English, after its code. */
function withCode(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? ''
  return `${code} ${toWireError(cause).message}`
}
