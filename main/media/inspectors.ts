import type { MediaFormat } from './formats'
import { inspectGif } from './gif'
import type { Inspect } from './inspection'
import { inspectAvif, inspectMp4 } from './isoMedia'
import { inspectJpeg } from './jpeg'
import { inspectMatroska } from './matroska'
import { inspectPng } from './png'
import { inspectWebp } from './webp'

/** Who looks at the structure of which format. */
export const inspectors: Readonly<Record<MediaFormat, Inspect>> = {
  jpeg: inspectJpeg,
  png: inspectPng,
  webp: inspectWebp,
  avif: inspectAvif,
  gif: inspectGif,
  mp4: inspectMp4,
  matroska: inspectMatroska,
}
