import { sentence, type Sentence, type SentenceKey } from '../../common/sentence'

/** What the system's error codes mean to a person who wanted the file to be tracked. */
const explanations = {
  EACCES: 'sentences.media.noPermission',
  EPERM: 'sentences.media.noPermission',
  ENOENT: 'sentences.media.gone',
  ENOTDIR: 'sentences.media.gone',
  EIO: 'sentences.media.driveError',
  ENAMETOOLONG: 'sentences.media.longPath',
  EBUSY: 'sentences.media.locked',
  ESTALE: 'sentences.media.driveChanged',
  ENOTCONN: 'sentences.media.networkGone',
  ENODEV: 'sentences.media.driveGone',
} as const satisfies Readonly<Record<string, SentenceKey>>

/** Code of a system error, such as `ENOENT`; undefined for anything else that was thrown. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** For people: why a file cannot be read and what to do. */
export function explainReadError(error: unknown): Sentence {
  const code = systemErrorCode(error)
  if (isExplained(code)) return sentence(explanations[code])
  return sentence('sentences.media.unread', { code: code ?? String(error) })
}

function isExplained(code: string | undefined): code is keyof typeof explanations {
  return code !== undefined && Object.hasOwn(explanations, code)
}
