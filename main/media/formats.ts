import type { MediaKind } from '../../common/media'

/** How a file that can be tracked is built inside. MOV is of the MP4 family, WebM of Matroska's. */
export const mediaFormats = ['jpeg', 'png', 'webp', 'avif', 'gif', 'mp4', 'matroska'] as const
export type MediaFormat = (typeof mediaFormats)[number]

export interface FormatFacts {
  readonly kind: MediaKind
  /** Lower case, with the dot; the first one is the usual one. */
  readonly extensions: readonly [string, ...string[]]
}

export const formatFacts: Readonly<Record<MediaFormat, FormatFacts>> = {
  jpeg: { kind: 'photo', extensions: ['.jpg', '.jpeg', '.jpe', '.jfif'] },
  png: { kind: 'photo', extensions: ['.png'] },
  webp: { kind: 'photo', extensions: ['.webp'] },
  avif: { kind: 'photo', extensions: ['.avif'] },
  gif: { kind: 'photo', extensions: ['.gif'] },
  mp4: { kind: 'video', extensions: ['.mp4', '.m4v', '.mov'] },
  matroska: { kind: 'video', extensions: ['.mkv', '.webm'] },
}

/** The format that a file's name promises, by its extension in any case; null for none of ours. */
export function formatOfName(name: string): MediaFormat | null {
  return formatOfExtension.get(extensionOf(name)) ?? null
}

/** The part of a name from its last dot on, in lower case; empty for `photo` and `.photo`. */
export function extensionOf(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1)
  const dot = base.lastIndexOf('.')
  return dot > 0 ? base.slice(dot).toLowerCase() : ''
}

const formatOfExtension = new Map<string, MediaFormat>(
  mediaFormats.flatMap((format) =>
    formatFacts[format].extensions.map((extension) => [extension, format] as const),
  ),
)
