import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { InputLimits } from '../../common/inputLimits'
import { formatFacts } from '../media/formats'
import { probeFile } from '../media/probeFile'
import { sniff } from '../media/sniff'

/** A photo that came with a request and lies on the disk until it is disposed of. */
export interface UploadedPhoto extends AsyncDisposable {
  readonly path: string
  readonly sizeBytes: number
}

/** A request whose body is no photo that can be tracked; says why, for people. */
export class UnfitUpload extends Error {
  readonly status: 413 | 415 | 422

  constructor(status: UnfitUpload['status'], message: string) {
    super(message)
    this.status = status
  }
}

const headBytes = 4096

/**
 * Writes a body into a folder, as workers read files, and looks into it as into any photo. Throws
 * `UnfitUpload` where it cannot be tracked; nothing of it is left then.
 */
export async function receivePhoto(
  body: Readable,
  folder: string,
  limits: InputLimits,
): Promise<UploadedPhoto> {
  let path = join(folder, randomUUID())
  try {
    await pipeline(body, limitTo(limits.photoGib * 1024 ** 3), createWriteStream(path))
    path = await giveExtension(path)
    const found = await probeFile({ path, name: basename(path), refusal: null }, { limits })
    if (found.kind === 'refused') throw new UnfitUpload(422, found.file.explanation)
    const { sizeBytes } = found.file
    return { path, sizeBytes, [Symbol.asyncDispose]: () => rm(path, { force: true }) }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Workers and the probe know a file's format by its name. Answers the new one. */
async function giveExtension(path: string): Promise<string> {
  const content = sniff(await readHead(path))
  const facts = content.kind === 'media' ? formatFacts[content.format] : undefined
  if (facts?.kind === 'photo') {
    const named = path + facts.extensions[0]
    await rename(path, named)
    return named
  }
  const message = 'The body is no photo: send a JPEG, PNG, WebP, AVIF or GIF.'
  throw new UnfitUpload(415, facts ? `${message} Videos are jobs.` : message)
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function limitTo(mostBytes: number) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > mostBytes) throw new UnfitUpload(413, 'The body is larger than the limit.')
      yield chunk
    }
  }
}
