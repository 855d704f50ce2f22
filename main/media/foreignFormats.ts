import type { Messages } from '../../common/locales/messages'

/** A format that people may well add but that cannot be tracked. */
export interface ForeignFormat {
  /** Lower case, with the dot. */
  readonly extensions: readonly string[]
  /** What to do about it. */
  readonly remedy: keyof Messages['sentences']['remedy']
}

export const foreignFormats = {
  heic: { extensions: ['.heic', '.heif', '.hif'], remedy: 'saveHeic' },
  raw: {
    extensions: [
      ...['.dng', '.cr2', '.cr3', '.crw', '.nef', '.nrw', '.arw', '.srf', '.sr2', '.raf', '.orf'],
      ...['.rw2', '.pef', '.srw', '.x3f', '.3fr', '.iiq', '.raw'],
    ],
    remedy: 'develop',
  },
  tiff: { extensions: ['.tif', '.tiff'], remedy: 'savePngOrJpeg' },
  bmp: { extensions: ['.bmp', '.dib'], remedy: 'savePng' },
  jpegXl: { extensions: ['.jxl'], remedy: 'saveJpegOrPng' },
  jpeg2000: { extensions: ['.jp2', '.j2k', '.jpx', '.jpf'], remedy: 'saveJpegOrPng' },
  psd: { extensions: ['.psd', '.psb'], remedy: 'exportJpegOrPng' },
  svg: { extensions: ['.svg'], remedy: 'exportPng' },
  icon: { extensions: ['.ico', '.icns', '.cur'], remedy: 'leaveOut' },
  avi: { extensions: ['.avi'], remedy: 'convertVideo' },
  wmv: { extensions: ['.wmv', '.asf'], remedy: 'convertVideo' },
  flv: { extensions: ['.flv', '.f4v'], remedy: 'convertVideo' },
  mpeg: { extensions: ['.mpg', '.mpeg', '.vob'], remedy: 'convertVideo' },
  transportStream: { extensions: ['.ts', '.mts', '.m2ts'], remedy: 'convertVideo' },
  ogg: { extensions: ['.ogv', '.ogg'], remedy: 'convertVideo' },
  mobileVideo: { extensions: ['.3gp', '.3g2'], remedy: 'convertVideo' },
  sound: {
    extensions: ['.mp3', '.wav', '.m4a', '.aac', '.flac', '.wma', '.opus'],
    remedy: 'leaveOut',
  },
  pdf: { extensions: ['.pdf'], remedy: 'savePages' },
  archive: {
    extensions: ['.zip', '.7z', '.rar', '.tar', '.gz', '.docx', '.xlsx', '.pptx'],
    remedy: 'unpack',
  },
  webPage: { extensions: ['.html', '.htm'], remedy: 'download' },
  gitLfsPointer: { extensions: [], remedy: 'pull' },
  text: {
    extensions: ['.txt', '.csv', '.tsv', '.json', '.xml', '.md', '.log'],
    remedy: 'leaveOut',
  },
} as const satisfies Readonly<Record<string, ForeignFormat>>

export type ForeignFormatName = keyof typeof foreignFormats

const formatOfExtension = new Map<string, ForeignFormatName>(
  (Object.keys(foreignFormats) as ForeignFormatName[]).flatMap((format) =>
    foreignFormats[format].extensions.map((extension) => [extension, format] as const),
  ),
)

/** The foreign format of an extension (lower case, with the dot), if it is a known one. */
export function foreignFormatOfExtension(extension: string): ForeignFormatName | undefined {
  return formatOfExtension.get(extension)
}
