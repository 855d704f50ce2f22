import type { MediaKind } from '../../common/media'
import { foreignFormatOfExtension, foreignFormats } from './foreignFormats'
import { extensionOf, formatFacts, readableFormats, type MediaFormat } from './formats'
import type { Inspection } from './inspection'
import type { MediaLimits } from './limits'
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
  limits: MediaLimits,
): Refusal | null {
  if (sizeBytes === 0) return refuse('empty', 'The file is empty (0 bytes): copy it again.')
  if (sizeBytes < minFileBytes) {
    return refuse('truncated', `Only ${sizeBytes} bytes of the ${kind} are there: copy it again.`)
  }
  if (kind === 'video' || sizeBytes <= limits.photoBytes) return null
  const [size, limit] = [megabytes(sizeBytes), megabytes(limits.photoBytes)]
  return refuse(
    'oversized',
    `The photo takes ${size}, more than the limit of ${limit}: save it smaller.`,
  )
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
  limits: MediaLimits,
): Refusal | null {
  if (inspection.kind === 'truncated') return refuse('truncated', truncatedExplanations[kind])
  if (inspection.kind === 'complete' && inspection.size) {
    return judgePixels(inspection.size, kind, limits)
  }
  // A video need not tell its size beforehand; a photo without one cannot be decoded.
  if (inspection.kind === 'complete' && kind === 'video') return null
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

function judgePixels(size: PixelSize, kind: MediaKind, limits: MediaLimits): Refusal | null {
  const limitPixels = kind === 'photo' ? limits.photoPixels : limits.videoFramePixels
  if (countPixels(size) <= limitPixels) return null
  const shape = `${count(size.widthPx)} x ${count(size.heightPx)} pixels`
  const explanation =
    `The ${kind} has ${shape} (${megapixels(countPixels(size))}), ` +
    `more than the limit of ${megapixels(limitPixels)}: scale it down.`
  return refuse('oversized', explanation)
}

function megapixels(pixels: number): string {
  return `${count(pixels / 1e6)} megapixels`
}

function megabytes(bytes: number): string {
  return `${count(bytes / 1024 ** 2)} MiB`
}

/** At most one decimal, thousands set apart, the same in every country. */
function count(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 })
}
