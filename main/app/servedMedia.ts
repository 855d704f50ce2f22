import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'

/**
 * A photo or video as an HTTP answer, or the part of it that a `Range` header asks for (RFC 9110,
 * section 14). Players ask for parts: a video is never read as a whole.
 */
export async function answerMedia(path: string, range: string | null): Promise<Response> {
  const size = await stat(path).then(
    (stats) => (stats.isFile() ? stats.size : undefined),
    () => undefined,
  )
  if (size === undefined) return new Response(null, { status: 404 })
  const part = parseRange(range, size)
  if (part === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${size}` } })
  }
  const { first, last } = part ?? { first: 0, last: size - 1 }
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    'Content-Length': String(last - first + 1),
    'Content-Type': 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
  })
  if (part !== undefined) headers.set('Content-Range', `bytes ${first}-${last}/${size}`)
  const file = size === 0 ? null : createReadStream(path, { start: first, end: last })
  const body = file && (Readable.toWeb(file) as ReadableStream)
  return new Response(body, { status: part === undefined ? 200 : 206, headers })
}

/** Both ends are part of it; undefined where everything is asked for. */
function parseRange(
  range: string | null,
  size: number,
): { readonly first: number; readonly last: number } | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (from === '' && to === '') return undefined
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return first <= last ? { first, last } : 'unsatisfiable'
}
