/** What the system's error codes mean to a person who wanted the file to be tracked. */
const explanations: Readonly<Record<string, string>> = {
  EACCES:
    'You have no permission to read it: change its permissions, or copy it to a folder of yours.',
  EPERM:
    'You have no permission to read it: change its permissions, or copy it to a folder of yours.',
  ENOENT:
    'It is no longer there: look whether it was moved, renamed or deleted, then add it again.',
  ENOTDIR:
    'It is no longer there: look whether it was moved, renamed or deleted, then add it again.',
  EIO: 'The drive reports an error in reading it: copy it again from another place.',
  ENAMETOOLONG: 'Its path is too long for this system: move it to a folder nearer to the top.',
  EBUSY: 'Another program has locked it: close that program, then add it again.',
  ESTALE: 'The network drive it lies on has changed: connect the drive anew, then add it again.',
  ENOTCONN: 'The network drive it lies on is not connected: connect it, then add it again.',
  ENODEV: 'The drive it lies on is not connected: connect it, then add it again.',
}

export const linkLoopExplanation =
  'It is a link that leads back to itself or to a folder it lies in: add what you need directly.'

export const danglingLinkExplanation =
  'It is a link to something that does not exist: mend the link, or add the file itself.'

/** Code of a system error, such as `ENOENT`; undefined for anything else that was thrown. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** One sentence for people: why a file cannot be read and what to do. */
export function explainReadError(error: unknown): string {
  const code = systemErrorCode(error)
  const known = code === undefined ? undefined : explanations[code]
  return (
    known ??
    `It cannot be read (${code ?? String(error)}): copy it to another place, then add it again.`
  )
}
