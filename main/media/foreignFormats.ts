/** A format that people may well add but that cannot be tracked. */
export interface ForeignFormat {
  /** With its article, for sentences. */
  readonly label: string
  /** Lower case, with the dot. */
  readonly extensions: readonly string[]
  /** What to do about it, as an order, without a full stop. */
  readonly remedy: string
}

const convertVideo = 'convert it to MP4, for instance with HandBrake or FFmpeg'

export const foreignFormats = {
  heic: {
    label: 'a HEIC photo',
    extensions: ['.heic', '.heif', '.hif'],
    remedy:
      'save it as JPEG (an iPhone does so itself with Settings, Camera, Formats, Most Compatible)',
  },
  raw: {
    label: 'a raw camera file',
    extensions: [
      ...['.dng', '.cr2', '.cr3', '.crw', '.nef', '.nrw', '.arw', '.srf', '.sr2', '.raf', '.orf'],
      ...['.rw2', '.pef', '.srw', '.x3f', '.3fr', '.iiq', '.raw'],
    ],
    remedy: "develop it to JPEG with the camera's program",
  },
  tiff: {
    label: 'a TIFF picture or raw camera file',
    extensions: ['.tif', '.tiff'],
    remedy: 'save it as PNG or JPEG',
  },
  bmp: { label: 'a BMP picture', extensions: ['.bmp', '.dib'], remedy: 'save it as PNG' },
  jpegXl: { label: 'a JPEG XL picture', extensions: ['.jxl'], remedy: 'save it as JPEG or PNG' },
  jpeg2000: {
    label: 'a JPEG 2000 picture',
    extensions: ['.jp2', '.j2k', '.jpx', '.jpf'],
    remedy: 'save it as JPEG or PNG',
  },
  psd: {
    label: 'a Photoshop document',
    extensions: ['.psd', '.psb'],
    remedy: 'export it as JPEG or PNG',
  },
  svg: {
    label: 'an SVG drawing',
    extensions: ['.svg'],
    remedy: 'export it as PNG, if people are to be seen in it',
  },
  icon: { label: 'an icon', extensions: ['.ico', '.icns', '.cur'], remedy: 'leave it out' },
  avi: { label: 'an AVI video', extensions: ['.avi'], remedy: convertVideo },
  wmv: { label: 'a Windows Media file', extensions: ['.wmv', '.asf'], remedy: convertVideo },
  flv: { label: 'a Flash video', extensions: ['.flv', '.f4v'], remedy: convertVideo },
  mpeg: { label: 'an MPEG video', extensions: ['.mpg', '.mpeg', '.vob'], remedy: convertVideo },
  transportStream: {
    label: 'an MPEG transport stream',
    extensions: ['.ts', '.mts', '.m2ts'],
    remedy: convertVideo,
  },
  ogg: { label: 'an Ogg file', extensions: ['.ogv', '.ogg'], remedy: convertVideo },
  mobileVideo: { label: 'a 3GP video', extensions: ['.3gp', '.3g2'], remedy: convertVideo },
  sound: {
    label: 'a sound file',
    extensions: ['.mp3', '.wav', '.m4a', '.aac', '.flac', '.wma', '.opus'],
    remedy: 'leave it out',
  },
  pdf: {
    label: 'a PDF document',
    extensions: ['.pdf'],
    remedy: 'save its pages or pictures as PNG or JPEG',
  },
  archive: {
    label: 'a packed archive or an Office document',
    extensions: ['.zip', '.7z', '.rar', '.tar', '.gz', '.docx', '.xlsx', '.pptx'],
    remedy: 'unpack it and add what was in it',
  },
  webPage: {
    label: 'a web page',
    extensions: ['.html', '.htm'],
    remedy: 'download the photo or video itself instead of the page that shows it',
  },
  gitLfsPointer: {
    label: 'a Git LFS pointer',
    extensions: [],
    remedy: 'fetch the file it stands for with "git lfs pull"',
  },
  text: {
    label: 'a text file',
    extensions: ['.txt', '.csv', '.tsv', '.json', '.xml', '.md', '.log'],
    remedy: 'leave it out',
  },
} as const satisfies Readonly<Record<string, ForeignFormat>>

export type ForeignFormatName = keyof typeof foreignFormats

const formatOfExtension = new Map<string, ForeignFormat>(
  Object.values<ForeignFormat>(foreignFormats).flatMap((format) =>
    format.extensions.map((extension) => [extension, format] as const),
  ),
)

/** The foreign format of an extension (lower case, with the dot), if it is a known one. */
export function foreignFormatOfExtension(extension: string): ForeignFormat | undefined {
  return formatOfExtension.get(extension)
}
