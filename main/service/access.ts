import { timingSafeEqual, createHash } from 'node:crypto'

/** What decides who may ask. */
export interface AccessRules {
  /** Whoever knows it may ask. */
  readonly token: string
  /** Pages of these origins may ask too, `https://example.org`; others may not, token or not. */
  readonly allowedOrigins: readonly string[]
}

export interface RequestHeaders {
  readonly host?: string | undefined
  readonly origin?: string | undefined
  readonly authorization?: string | undefined
}

export interface AccessRefusal {
  readonly status: 401 | 403
  readonly reason: string
}

const localHosts = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Why a request is refused before anything of it is looked at; undefined if it is not. A page of
 * another origin that has had its name point to this machine (DNS rebinding) still says that name
 * in the Host header: only names of this machine are answered.
 */
export function refuseAccess(
  { host, origin, authorization }: RequestHeaders,
  { token, allowedOrigins }: AccessRules,
): AccessRefusal | undefined {
  if (!isLocalHost(host)) {
    return { status: 403, reason: 'Only requests to 127.0.0.1 or localhost are answered.' }
  }
  if (origin !== undefined && !isOwnOrigin(origin, host) && !allowedOrigins.includes(origin)) {
    return { status: 403, reason: `Pages of ${origin} are not allowed to ask.` }
  }
  if (isSameText(authorization ?? '', `Bearer ${token}`)) return undefined
  return { status: 401, reason: 'Send the token of the service: "Authorization: Bearer TOKEN".' }
}

/** Whether the Host header names this machine. */
export function isLocalHost(host: string | undefined): host is string {
  return host !== undefined && localHosts.has(host.replace(/:\d+$/, ''))
}

function isOwnOrigin(origin: string, host: string): boolean {
  return origin === `http://${host}`
}

/** In a time that does not tell how much of it is right. */
function isSameText(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
