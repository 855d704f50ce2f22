import type { InputLimits } from '../../common/inputLimits'
import type { MediaKind } from '../../common/media'
import { foreignFormatOfExtension, foreignFormats } from './foreignFormats'
import { extensionOf, formatFacts, readableFormats, type MediaFormat } from './formats'
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
  if (foreign) {
    return refuse(
      'unsupported',
      `This is ${foreign.label}, which cannot be tracked: ${foreign.remedy}.`,
    )
  }
  const whatItIs = extension ? `A file ending in ${extension}` : 'A file without an extension'
  return refuse(
    'unsupported',
    `${whatItIs} cannot be tracked, only ${readableFormats}: leave it out, or convert it.`,
  )
}

/** What a file's length alone says against it. */
export function judgeLength(
  sizeBytes: number,
  kind: MediaKind,
  limits: InputLimits,
): Refusal | null {
  if (sizeBytes === 0) return refuse('empty', 'The file is empty (0 bytes): copy it again.')
  if (sizeBytes < minFileBytes) {
    return refuse('truncated', `Only ${sizeBytes} bytes of the ${kind} are there: copy it again.`)
  }
  const fileGib = sizeBytes / 1024 ** 3
  const limitGib = kind === 'photo' ? limits.photoGib : limits.videoGib
  if (fileGib <= limitGib) return null
  const excess = `takes ${count(fileGib)} GiB, more than the limit of ${count(limitGib)} GiB`
  return refuse('oversized', `The ${kind} ${excess}: save it smaller, or raise the limit.`)
}

/** What a file's first bytes say against the format that its name promises. */
export function judgeContent(content: Content, promised: MediaFormat): Refusal | null {
  const { kind, label } = formatFacts[promised]
  const isNamed = `The file is named like ${label}, but`
  switch (content.kind) {
    case 'media': {
      if (content.format === promised) return null
      const { label: really, extensions } = formatFacts[content.format]
      return refuse(
        'wrongly-named',
        `${isNamed} it is ${really}: rename it to end in ${extensions[0]}.`,
      )
    }
    case 'foreign': {
      const { label: really, remedy } = foreignFormats[content.format]
      return refuse(
        'wrongly-named',
        `${isNamed} it is ${really}, which cannot be tracked: ${remedy}.`,
      )
    }
    case 'blank':
      return refuse(
        'truncated',
        `The ${kind} holds only zeros where it should begin, as after a failed copy: copy it again.`,
      )
    case 'unknown':
      return refuse(
        'wrongly-named',
        `${isNamed} there is no photo or video in it: get the original, or leave it out.`,
      )
  }
}

/** What a file's structure says against it. */
export function judgeInspection(
  inspection: Inspection,
  kind: MediaKind,
  limits: InputLimits,
): Refusal | null {
  if (inspection.kind === 'truncated') return refuse('truncated', truncatedExplanations[kind])
  // A video need not tell its size beforehand; a photo without one cannot be decoded.
  if (inspection.kind === 'complete' && (inspection.size || kind === 'video')) {
    return judgeExtent(inspection, kind, limits)
  }
  return refuse(
    'unreadable',
    `The header of the ${kind} is damaged: get the original, or save it anew.`,
  )
}

const truncatedExplanations: Readonly<Record<MediaKind, string>> = {
  photo: 'The end of the photo is missing, as after an interrupted copy: copy it again.',
  video:
    'The end or the index of the video is missing, as after an interrupted copy or recording: ' +
    'copy it again, or repair it with the program that recorded it.',
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
  const shape = `${count(size.widthPx)} x ${count(size.heightPx)} pixels`
  const explanation =
    `The ${kind} has ${shape} (${count(megapixels)} megapixels), ` +
    `more than the limit of ${count(limit)} megapixels: scale it down, or raise the limit.`
  return refuse('oversized', explanation)
}

function judgeDuration(durationS: number, limits: InputLimits): Refusal | null {
  const hours = durationS / 3600
  if (hours <= limits.videoHours) return null
  const explanation =
    `By its header, the video lasts ${count(hours)} hours, ` +
    `more than the limit of ${count(limits.videoHours)} hours: cut it into parts, or raise the limit.`
  return refuse('oversized', explanation)
}

/** At most two decimals, thousands set apart, the same in every country. */
function count(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 })
}
