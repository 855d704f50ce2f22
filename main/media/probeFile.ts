import { constants } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import type { InputLimits } from '../../common/inputLimits'
import type { FoundFile } from '../../common/media'
import { bytesOfFile } from './byteSource'
import { formatFacts, formatOfName, type MediaFormat } from './formats'
import { inspectors } from './inspectors'
import { explainReadError } from './readErrors'
import { refuse, type Refusal } from './refusal'
import { sniff } from './sniff'
import { judgeContent, judgeInspection, judgeLength, refuseName } from './verdict'
import type { WalkedFile } from './walk'

export interface ProbeOptions {
  readonly limits: InputLimits
  readonly signal?: AbortSignal | undefined
}

/** Enough to tell what a file is, and what is read at once anyway. */
const headBytes = 4096

// What was a file when the walk saw it may be a pipe by now: then opening must not wait for it.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Says of a file whether it can be tracked, from its name, its length, its first and last bytes and
 * the headers in between. Throws nothing but the signal's reason.
 */
export async function probeFile(walked: WalkedFile, options: ProbeOptions): Promise<FoundFile> {
  const sizeBytes = await fileSize(walked.path)
  const format = formatOfName(walked.name)
  if (walked.refusal) return refusedFile(walked, sizeBytes, walked.refusal)
  if (!format) return refusedFile(walked, sizeBytes, refuseName(walked.name))
  const refusal = await openAndJudge(walked.path, format, options)
  if (refusal) return refusedFile(walked, sizeBytes, refusal)
  const { path, name } = walked
  return { kind: 'media', file: { path, name, kind: formatFacts[format].kind, sizeBytes } }
}

/** In bytes; 0 for what is no file or cannot be looked at. */
async function fileSize(path: string): Promise<number> {
  try {
    const stats = await stat(path)
    return stats.isFile() ? stats.size : 0
  } catch {
    return 0
  }
}

async function openAndJudge(
  path: string,
  format: MediaFormat,
  options: ProbeOptions,
): Promise<Refusal | null> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, openFlags)
    return await judgeOpenFile(handle, format, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    return refuse('unreadable', explainReadError(error))
  } finally {
    await handle?.close()
  }
}

async function judgeOpenFile(
  handle: FileHandle,
  format: MediaFormat,
  { limits, signal }: ProbeOptions,
): Promise<Refusal | null> {
  const { kind } = formatFacts[format]
  const { size: sizeBytes } = await handle.stat()
  const bytes = bytesOfFile(handle, sizeBytes, signal)
  return (
    judgeLength(sizeBytes, kind, limits) ??
    judgeContent(sniff(await bytes.read(0, headBytes)), format) ??
    judgeInspection(await inspectors[format](bytes), kind, limits)
  )
}

function refusedFile(walked: WalkedFile, sizeBytes: number, refusal: Refusal): FoundFile {
  const { path, name } = walked
  return { kind: 'refused', file: { path, name, sizeBytes, ...refusal } }
}
