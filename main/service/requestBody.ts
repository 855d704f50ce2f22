import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { RefusedRequest } from './refusedRequest'

export interface BodyFile {
  readonly stream: Readable
  /** As the form says it; null where the file is the body itself. */
  readonly name: string | null
}

/** The file that came with a request: as the body, or as the first file of a form. */
export async function fileOf(request: FastifyRequest): Promise<BodyFile> {
  if (!request.isMultipart()) {
    if (request.body) return { stream: request.body as Readable, name: null }
    throw new RefusedRequest(415, 'Send the file as the body, or as a file of a form.')
  }
  const file = await request.file().catch((error: Error & { statusCode?: number }) => {
    throw new RefusedRequest(error.statusCode ?? 400, `The form is damaged: ${error.message}.`)
  })
  if (file) return { stream: file.file, name: file.filename }
  throw new RefusedRequest(415, 'The form has no file in it.')
}

const mostJsonBytes = 64 * 1024

/** What a body of JSON says. */
export async function jsonOf(request: FastifyRequest): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostJsonBytes) throw new RefusedRequest(413, 'The body is larger than the limit.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new RefusedRequest(400, 'The body is no JSON.')
  }
}
