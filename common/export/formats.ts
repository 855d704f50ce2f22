import { tasks, type Task } from '../tasks'

/** What landmarks can be written as, in the order in which people choose. */
export const exportFormats = [
  'csv',
  'parquet',
  'json-lines',
  'measures',
  'measures-summary',
  'deeplabcut',
  'openface',
  'trc',
  'mot',
  'c3d',
  'bvh',
  'annotated',
] as const
export type ExportFormat = (typeof exportFormats)[number]

/** How many files an export makes: one of everything, or more of them in a folder. */
export type FileDivision = 'one' | 'per-file' | 'per-video' | 'per-subject'

export interface FormatFacts {
  readonly title: string
  /** Of its files, without a point. */
  readonly ending: string
  readonly division: FileDivision
  /** What it can hold: OpenSim, for instance, has no use for faces. */
  readonly tasks: readonly Task[]
}

/** Faces have no landmarks in space, only in the picture. */
const tasksInSpace = ['hands', 'pose', 'holistic'] as const
const tasksWithBody = ['pose', 'holistic'] as const
const tasksWithFace = ['face', 'holistic'] as const

export const formatFacts: Readonly<Record<ExportFormat, FormatFacts>> = {
  csv: {
    title: 'CSV',
    ending: 'csv',
    division: 'one',
    tasks,
  },
  parquet: {
    title: 'Parquet',
    ending: 'parquet',
    division: 'one',
    tasks,
  },
  'json-lines': {
    title: 'JSON Lines',
    ending: 'jsonl',
    division: 'one',
    tasks,
  },
  measures: {
    title: 'Measures',
    ending: 'csv',
    division: 'one',
    tasks,
  },
  'measures-summary': {
    title: 'Summary',
    ending: 'csv',
    division: 'one',
    tasks,
  },
  deeplabcut: {
    title: 'DeepLabCut',
    ending: 'csv',
    division: 'per-video',
    tasks,
  },
  openface: {
    title: 'OpenFace',
    ending: 'csv',
    division: 'per-video',
    tasks: tasksWithFace,
  },
  trc: {
    title: 'TRC',
    ending: 'trc',
    division: 'per-subject',
    tasks: tasksInSpace,
  },
  mot: {
    title: 'MOT',
    ending: 'mot',
    division: 'per-subject',
    tasks: tasksWithBody,
  },
  c3d: {
    title: 'C3D',
    ending: 'c3d',
    division: 'per-subject',
    tasks: tasksInSpace,
  },
  bvh: {
    title: 'BVH',
    ending: 'bvh',
    division: 'per-subject',
    tasks: tasksInSpace,
  },
  annotated: {
    title: 'Annotated',
    ending: 'mp4',
    division: 'per-file',
    tasks,
  },
}

/** Formats whose export is one file; the others make a folder of files. */
export type TableFormat = 'csv' | 'parquet' | 'json-lines' | MeasureFormat
/** Tables of what is calculated from the landmarks, as CSV. */
export type MeasureFormat = 'measures' | 'measures-summary'
export type FolderFormat = Exclude<ExportFormat, TableFormat>
/** Formats of numbers that change with time: they have no place for photos. */
export type MotionFormat = Exclude<FolderFormat, 'annotated'>

export function isFolderFormat(format: ExportFormat): format is FolderFormat {
  return formatFacts[format].division !== 'one'
}

export function isMeasureFormat(format: ExportFormat): format is MeasureFormat {
  return format === 'measures' || format === 'measures-summary'
}

/** Whether a format's files are CSV that spreadsheets are likely to open. */
export function isSpreadsheet(format: ExportFormat): boolean {
  return format === 'csv' || isMeasureFormat(format)
}

/** The format that a file's ending stands for; undefined where it stands for none or several. */
export function formatOfEnding(path: string): ExportFormat | undefined {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase()
  if (ending === 'csv') return 'csv'
  if (ending === 'ndjson') return 'json-lines'
  return exportFormats.find((format) => formatFacts[format].ending === ending)
}

/**
 * Where an export goes that was asked for under this name: the file itself, or for formats of
 * several files the folder of that name without the ending: `walk.trc` becomes the folder `walk`.
 */
export function destinationOf(path: string, format: ExportFormat): string {
  const ending = `.${formatFacts[format].ending}`
  if (!isFolderFormat(format) || !path.toLowerCase().endsWith(ending)) return path
  return path.slice(0, -ending.length)
}
