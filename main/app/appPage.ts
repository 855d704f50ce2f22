import {
  net,
  protocol,
  session,
  type MediaAccessPermissionRequest,
  type WebFrameMain,
} from 'electron'
import { pathToFileURL } from 'node:url'
import { answerMedia } from './servedMedia'
import { contentTypeOf, findServedFile, type ServedFolders } from './servedFiles'

const scheme = 'app'
const host = 'studio'

/** Address of the app's only page. */
export const pageUrl = `${scheme}://${host}/index.html`

const contentSecurityPolicy = [
  "default-src 'none'",
  // MediaPipe compiles WebAssembly.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** What the page shows of the results of the library, by their ids; undefined if there is none. */
export interface ServedEntries {
  thumbnail(id: number): Promise<Uint8Array | undefined>
  /** Where the photo or video of a result lies. */
  path(id: number): Promise<string | undefined>
}

/** Serves the built page, what it tracks a camera with, and results, to the app's own scheme. */
export function serveAppPage(folders: ServedFolders, entries: ServedEntries): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    const entry = url.host === host ? entryPath.exec(url.pathname) : null
    if (entry !== null) return answerEntry(entries, entry, request.headers.get('Range'))
    const path = url.host === host ? await findServedFile(url.pathname, folders) : undefined
    if (path === undefined) return new Response(null, { status: 404 })
    const file = await net.fetch(pathToFileURL(path).toString())
    const headers = new Headers(file.headers)
    const contentType = contentTypeOf(path)
    if (contentType !== undefined) headers.set('Content-Type', contentType)
    headers.set('Content-Security-Policy', contentSecurityPolicy)
    headers.set('X-Content-Type-Options', 'nosniff')
    return new Response(file.body, { headers })
  })
}

const entryPath = /^\/(thumbnails|media)\/(\d{1,9})$/

async function answerEntry(
  entries: ServedEntries,
  [, kind, id]: RegExpExecArray,
  range: string | null,
): Promise<Response> {
  if (kind === 'thumbnails') return answerJpeg(await entries.thumbnail(Number(id)))
  const path = await entries.path(Number(id))
  return path === undefined ? new Response(null, { status: 404 }) : answerMedia(path, range)
}

function answerJpeg(jpeg: Uint8Array | undefined): Response {
  if (jpeg === undefined) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(jpeg), {
    headers: { 'Content-Type': 'image/jpeg', 'X-Content-Type-Options': 'nosniff' },
  })
}

/** Whether a frame shows the app's page, as a top frame. */
export function isAppPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url)
}

const copying = 'clipboard-sanitized-write'

function isCameraOnly(details: object): boolean {
  const { mediaTypes = [] } = details as MediaAccessPermissionRequest
  return mediaTypes.length > 0 && mediaTypes.every((type) => type === 'video')
}

function isAppUrl(url: string): boolean {
  // A frame that is still empty, or a document of no origin, has an address that is none.
  if (!URL.canParse(url)) return false
  const { protocol: urlScheme, host: urlHost } = new URL(url)
  const page = new URL(pageUrl)
  return urlScheme === page.protocol && urlHost === page.host
}

/**
 * Nothing leaves the machine: every request but those of the page to itself is refused before it is
 * made, and every permission but the camera, and putting text into the clipboard, is denied.
 *
 * @param onRefused is told the address of a refused request.
 */
export function closeSession(onRefused: (url: string) => void): void {
  const { defaultSession } = session
  defaultSession.webRequest.onBeforeRequest(({ url }, decide) => {
    const isLocal = isAppUrl(url) || /^(blob|data|devtools|file):/.test(url)
    if (!isLocal) onRefused(url)
    decide({ cancel: !isLocal })
  })
  defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(
      isAppUrl(details.requestingUrl) &&
        (permission === copying || (permission === 'media' && isCameraOnly(details))),
    ),
  )
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) =>
      isAppUrl(origin) &&
      (permission === copying || (permission === 'media' && mediaType === 'video')),
  )
  // Chromium would fetch dictionaries for its spelling checker: one for the system's language as
  // soon as there is a session, unless its list of languages is emptied in the same breath.
  defaultSession.setSpellCheckerLanguages([])
  defaultSession.setSpellCheckerEnabled(false)
}
