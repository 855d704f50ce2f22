import type { ForeignFormatName } from './foreignFormats'
import type { MediaFormat } from './formats'

/** What a file's first bytes say it is. */
export type Content =
  | { readonly kind: 'media'; readonly format: MediaFormat }
  | { readonly kind: 'foreign'; readonly format: ForeignFormatName }
  /** Nothing but zeros: room that was kept for a file that never came. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'unknown' }

/** A run of bytes (as Latin-1 text) at a place in the file that only one format has. */
interface Signature {
  readonly offset: number
  readonly bytes: string
  readonly content: Content
}

// The order matters where one signature begins like another.
const signatures: readonly Signature[] = [
  media('jpeg', 0, '\xff\xd8\xff'),
  media('png', 0, '\x89PNG\r\n\x1a\n'),
  media('gif', 0, 'GIF87a'),
  media('gif', 0, 'GIF89a'),
  media('webp', 8, 'WEBP'),
  // QuickTime files from before the `ftyp` box begin with one of these.
  ...['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'].map((type) => media('mp4', 4, type)),
  foreign('avi', 8, 'AVI '),
  foreign('sound', 8, 'WAVE'),
  foreign('pdf', 0, '%PDF-'),
  foreign('tiff', 0, 'II*\0'),
  foreign('tiff', 0, 'MM\0*'),
  foreign('raw', 0, 'FUJIFILM'),
  foreign('raw', 0, 'IIRO'),
  foreign('raw', 0, 'IIU\0'),
  foreign('bmp', 0, 'BM'),
  foreign('jpegXl', 0, '\xff\x0a'),
  foreign('jpegXl', 4, 'JXL \r\n'),
  foreign('jpeg2000', 4, 'jP  \r\n'),
  foreign('jpeg2000', 0, '\xff\x4f\xff\x51'),
  foreign('psd', 0, '8BPS'),
  foreign('icon', 0, '\0\0\x01\0'),
  foreign('wmv', 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'),
  foreign('flv', 0, 'FLV\x01'),
  foreign('mpeg', 0, '\0\0\x01\xba'),
  foreign('mpeg', 0, '\0\0\x01\xb3'),
  foreign('ogg', 0, 'OggS'),
  foreign('sound', 0, 'ID3'),
  foreign('sound', 0, 'fLaC'),
  foreign('sound', 0, '\xff\xfb'),
  foreign('archive', 0, 'PK\x03\x04'),
  foreign('archive', 0, 'Rar!\x1a'),
  foreign('archive', 0, "7z\xbc\xaf'\x1c"),
  foreign('archive', 0, '\x1f\x8b'),
]

const texts: readonly (readonly [RegExp, ForeignFormatName])[] = [
  [/^version https:\/\/git-lfs/, 'gitLfsPointer'],
  [/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg[\s>]/is, 'svg'],
  [/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html)[\s>]/is, 'webPage'],
]

/**
 * Tells what a file is by its first bytes, whatever its name says. A few hundred bytes are enough;
 * more make it surer whether something unknown is text.
 */
export function sniff(head: Uint8Array): Content {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  return (
    sniffIsoMedia(text) ??
    sniffMatroska(text) ??
    signatures.find(({ offset, bytes }) => text.startsWith(bytes, offset))?.content ??
    sniffTransportStream(text) ??
    sniffPlain(text)
  )
}

/** By the brands of the `ftyp` box, ISO/IEC 14496-12 section 4.3. */
function sniffIsoMedia(text: string): Content | undefined {
  if (!text.startsWith('ftyp', 4)) return undefined
  const majorBrand = text.slice(8, 12)
  const brands = [majorBrand, ...(text.slice(16, boxSize(text)).match(/.{4}/gs) ?? [])]
  if (/^avi[fs]$/.test(majorBrand)) return { kind: 'media', format: 'avif' }
  // A still picture of no brand of its own: the compatible brands tell how it is coded.
  if (/^m[is]f1$/.test(majorBrand) && brands.includes('avif'))
    return { kind: 'media', format: 'avif' }
  if (/^(he[iv][a-z]|m[is]f1)$/.test(majorBrand)) return { kind: 'foreign', format: 'heic' }
  if (majorBrand === 'crx ') return { kind: 'foreign', format: 'raw' }
  if (/^M4[ABP] $/.test(majorBrand)) return { kind: 'foreign', format: 'sound' }
  return { kind: 'media', format: 'mp4' }
}

function boxSize(text: string): number {
  return [...text.slice(0, 4)].reduce((size, byte) => size * 256 + byte.charCodeAt(0), 0)
}

/** By the DocType in the EBML header, RFC 9559 section 5. */
function sniffMatroska(text: string): Content | undefined {
  if (!text.startsWith('\x1a\x45\xdf\xa3')) return undefined
  const isKnown = /webm|matroska/.test(text.slice(0, 256))
  return isKnown ? { kind: 'media', format: 'matroska' } : { kind: 'unknown' }
}

/** Packets of 188 bytes, each beginning with `G`; camcorders put four bytes before each. */
function sniffTransportStream(text: string): Content | undefined {
  const isStream = [text[0], text[188], text[376]].every((byte) => byte === 'G')
  const isCamcorderStream = [text[4], text[196], text[388]].every((byte) => byte === 'G')
  return isStream || isCamcorderStream ? { kind: 'foreign', format: 'transportStream' } : undefined
}

function sniffPlain(text: string): Content {
  if (/^\0*$/.test(text)) return { kind: 'blank' }
  // Control characters other than tab, line feed, form feed and carriage return: not text.
  if (/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text)) return { kind: 'unknown' }
  const trimmed = text.replace(/^\xef\xbb\xbf/, '').trimStart()
  const markup = texts.find(([pattern]) => pattern.test(trimmed))
  return { kind: 'foreign', format: markup?.[1] ?? 'text' }
}

function media(format: MediaFormat, offset: number, bytes: string): Signature {
  return { offset, bytes, content: { kind: 'media', format } }
}

function foreign(format: ForeignFormatName, offset: number, bytes: string): Signature {
  return { offset, bytes, content: { kind: 'foreign', format } }
}
