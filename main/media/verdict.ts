import type { InputLimits } from '../../common/inputLimits'
import type { MediaKind } from '../../common/media'
import { sentence, type Sentence } from '../../common/sentence'
import { foreignFormatOfExtension, foreignFormats, type ForeignFormatName } from './foreignFormats'
import { extensionOf, formatFacts, type MediaFormat } from './formats'
import type { CompleteFile, Inspection } from './inspection'
import { countPixels, type PixelSize } from './pixelSize'
import { refuse, type Refusal } from './refusal'
import type { Content } from './sniff'

/** Every format needs more than this to say what it is. */
const minFileBytes = 12

/** Why a file with the name of no photo or video is refused, unseen. */
export function refuseName(name: string): Refusal {
  const extension = extensionOf(name)
  const foreign = foreignFormatOfExtension(extension)
  return refuse('unsupported', foreign ? foreignSentence(foreign) : unknownSentence(extension))
}

function foreignSentence(format: ForeignFormatName): Sentence {
  return sentence('sentences.media.foreign', {
    format: formatSentence(format),
    remedy: remedySentence(format),
  })
}

function unknownSentence(extension: string): Sentence {
  const formats = sentence('sentences.media.formats')
  if (extension === '') return sentence('sentences.media.nameless', { formats })
  return sentence('sentences.media.unknown', { extension, formats })
}

/** What a file's length alone says against it. */
export function judgeLength(
  sizeBytes: number,
  kind: MediaKind,
  limits: InputLimits,
): Refusal | null {
  if (sizeBytes === 0) return refuse('empty', sentence('sentences.media.empty'))
  if (sizeBytes < minFileBytes) {
    const values = { bytes: sizeBytes, kind: kindSentence(kind) }
    return refuse('truncated', sentence('sentences.media.fewBytes', values))
  }
  const fileGib = sizeBytes / 1024 ** 3
  const limitGib = kind === 'photo' ? limits.photoGib : limits.videoGib
  if (fileGib <= limitGib) return null
  const values = { kind: kindSentence(kind), size: count(fileGib), limit: count(limitGib) }
  return refuse('oversized', sentence('sentences.media.manyBytes', values))
}

/** What a file's first bytes say against the format that its name promises. */
export function judgeContent(content: Content, promisedFormat: MediaFormat): Refusal | null {
  const { kind } = formatFacts[promisedFormat]
  const promised = formatSentence(promisedFormat)
  switch (content.kind) {
    case 'media': {
      if (content.format === promisedFormat) return null
      const [extension] = formatFacts[content.format].extensions
      const values = { promised, format: formatSentence(content.format), extension }
      return refuse('wrongly-named', sentence('sentences.media.otherMedia', values))
    }
    case 'foreign': {
      const format = formatSentence(content.format)
      const values = { promised, format, remedy: remedySentence(content.format) }
      return refuse('wrongly-named', sentence('sentences.media.otherFormat', values))
    }
    case 'blank':
      return refuse('truncated', sentence('sentences.media.blank', { kind: kindSentence(kind) }))
    case 'unknown':
      return refuse('wrongly-named', sentence('sentences.media.noMedia', { promised }))
  }
}

/** What a file's structure says against it. */
export function judgeInspection(
  inspection: Inspection,
  kind: MediaKind,
  limits: InputLimits,
): Refusal | null {
  if (inspection.kind === 'truncated') {
    return refuse('truncated', sentence(`sentences.cut.${kind}`))
  }
  // A video need not tell its size beforehand; a photo without one cannot be decoded.
  if (inspection.kind === 'complete' && (inspection.size || kind === 'video')) {
    return judgeExtent(inspection, kind, limits)
  }
  return refuse('unreadable', sentence('sentences.media.damaged', { kind: kindSentence(kind) }))
}

function judgeExtent(
  { size, durationS }: CompleteFile,
  kind: MediaKind,
  limits: InputLimits,
): Refusal | null {
  return (size && judgePixels(size, kind, limits)) ?? judgeDuration(durationS ?? 0, limits)
}

function judgePixels(size: PixelSize, kind: MediaKind, limits: InputLimits): Refusal | null {
  const megapixels = countPixels(size) / 1e6
  const limit = kind === 'photo' ? limits.photoMegapixels : limits.videoMegapixels
  if (megapixels <= limit) return null
  const shape = { width: count(size.widthPx), height: count(size.heightPx) }
  const values = { ...shape, megapixels: count(megapixels), limit: count(limit) }
  return refuse(
    'oversized',
    sentence('sentences.media.manyPixels', { kind: kindSentence(kind), ...values }),
  )
}

function judgeDuration(durationS: number, limits: InputLimits): Refusal | null {
  const hours = durationS / 3600
  if (hours <= limits.videoHours) return null
  const values = { hours: count(hours), limit: count(limits.videoHours) }
  return refuse('oversized', sentence('sentences.media.manyHours', values))
}

function kindSentence(kind: MediaKind): Sentence {
  return sentence(`sentences.kind.${kind}`)
}

function formatSentence(format: MediaFormat | ForeignFormatName): Sentence {
  return sentence(`sentences.format.${format}`)
}

function remedySentence(format: ForeignFormatName): Sentence {
  return sentence(`sentences.remedy.${foreignFormats[format].remedy}`)
}

/** At most two decimals, thousands set apart, the same in every country. */
function count(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 })
}
