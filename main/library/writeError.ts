const diskFull = /ENOSPC|EDQUOT|no space left|not enough space|quota exceeded/i

/** What to do about the errors that writing a file meets in practice, by their code. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [diskFull, 'The disk is full: free some space'],
  [/EFBIG|file too large/i, 'The file is too large for this disk: use another one'],
  [/EROFS|read-only file system/i, 'The disk is read-only: choose another place'],
  [/EBUSY|being used by another/i, 'Another program has the file open: close it there'],
  [
    /EACCES|EPERM|permission denied/i,
    'There is no permission to write there: choose another place',
  ],
  [/EISDIR|is a directory/i, 'There is a folder of that name: choose another name'],
  [/ENOENT|ENOTDIR|no such file/i, 'The folder is gone: choose another one'],
]

/** An error for people: which file could not be written, why, and what to do. */
export function describeWriteError(path: string, cause: unknown): Error {
  const [first, text] = describeCause(cause)
  const remedy = remedies.find(([pattern]) => pattern.test(text))?.[1]
  const explanation = remedy === undefined ? first : `${remedy}, then try again.`
  return new Error(`${path} could not be written. ${explanation}`, { cause })
}

/** Whether something could not be written for want of space: later it may be possible again. */
export function isDiskFull(cause: unknown): boolean {
  return diskFull.test(describeCause(cause)[1])
}

/** The first line of what an error says, and the same with its code. */
function describeCause(cause: unknown): [line: string, withCode: string] {
  const [first = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? ''
  return [first, `${code} ${first}`]
}
