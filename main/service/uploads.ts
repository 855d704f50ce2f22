import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { InputLimits } from '../../common/inputLimits'
import type { MediaKind } from '../../common/media'
import { inEnglish } from '../../common/sentence'
import { formatFacts } from '../media/formats'
import { probeFile } from '../media/probeFile'
import { sniff } from '../media/sniff'
import { RefusedRequest } from './refusedRequest'

/** A file that came with a request and lies on the disk until it is disposed of. */
export interface Upload extends AsyncDisposable {
  readonly path: string
  readonly sizeBytes: number
}

export interface UploadRules {
  readonly kinds: readonly MediaKind[]
  readonly limits: InputLimits
  /** What is said of a body that is larger than this many bytes. */
  readonly mostBytes: number
  readonly tooLarge: RefusedRequest
  /** How long the body may take to come. */
  readonly timeoutMs: number
}

const headBytes = 4096

/**
 * Writes a body into a folder, as workers read files, and looks into it as into any photo or video.
 * Throws `RefusedRequest` where it cannot be tracked; nothing of it is left then.
 *
 * @param stem is what the file is called, without an ending: that is what its bytes say.
 */
export async function receiveFile(
  body: Readable,
  folder: string,
  stem: string,
  rules: UploadRules,
): Promise<Upload> {
  let path = join(folder, stem)
  try {
    await write(body, path, rules)
    path = await giveExtension(path, rules.kinds)
    const { limits } = rules
    const found = await probeFile({ path, name: basename(path), refusal: null }, { limits })
    if (found.kind === 'refused') {
      throw new RefusedRequest(422, inEnglish(found.file.explanation))
    }
    const { sizeBytes } = found.file
    return { path, sizeBytes, [Symbol.asyncDispose]: () => rm(path, { force: true }) }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function write(body: Readable, path: string, rules: UploadRules): Promise<void> {
  const signal = AbortSignal.timeout(rules.timeoutMs)
  try {
    await pipeline(body, limitTo(rules), createWriteStream(path), { signal })
  } catch (error) {
    if (signal.aborted) throw new RefusedRequest(408, 'The body took too long to come.')
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw diskFull
    throw error
  }
}

export const diskFull = new RefusedRequest(507, 'The disk has no room for the file.')

/** Workers and the probe know a file's format by its name. Answers the new one. */
async function giveExtension(path: string, kinds: UploadRules['kinds']): Promise<string> {
  const content = sniff(await readHead(path))
  const facts = content.kind === 'media' ? formatFacts[content.format] : undefined
  if (facts && kinds.includes(facts.kind)) {
    const named = path + facts.extensions[0]
    await rename(path, named)
    return named
  }
  if (kinds.includes('video')) {
    throw new RefusedRequest(415, `The body is neither a photo nor a video: ${sendAnother}`)
  }
  const message = `The body is no photo: send a ${photoFormats}.`
  throw new RefusedRequest(415, facts ? `${message} Videos are jobs.` : message)
}

const photoFormats = 'JPEG, PNG, WebP, AVIF or GIF'
const sendAnother = `send a ${photoFormats}, or an MP4, MOV, MKV or WebM.`

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function limitTo({ mostBytes, tooLarge }: UploadRules) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > mostBytes) throw tooLarge
      yield chunk
    }
  }
}
