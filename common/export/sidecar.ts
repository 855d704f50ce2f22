import { inEnglish, type Sentence } from '../sentence'
import type { EditSteps } from '../edits/steps'
import type { Job } from '../jobs'
import type { Smoothing } from '../live'
import type { OwnMeasure } from '../measures/measure'
import type { RecordingSummary } from '../recording'
import type { Task, TrackingOptions } from '../tasks'
import { annotatedMeaning } from './annotatedMeaning'
import { columnMeanings, nestedMeanings } from './columnMeanings'
import { formatFacts, isFolderFormat, type FolderFormat, type TableFormat } from './formats'
import { measureMeanings } from './measureColumns'
import { motionWriters } from './motionFormats'
import type { CsvOptions } from './options'
import type { NamedSource } from './sourceNames'

/** What was written. */
export type ExportOutput = TableOutput | FolderOutput

interface TableOutput {
  readonly format: TableFormat
  /** Name of the file. */
  readonly file: string
  /** Its header not counted. */
  readonly rows: number
  /** Said of tables as CSV only. */
  readonly csv: CsvOptions
  /** Of tables of measures only. */
  readonly ownMeasures?: readonly OwnMeasure[] | undefined
}

interface FolderOutput {
  readonly format: FolderFormat
  readonly files: readonly WrittenFile[]
  /** What should have been written and could not be. */
  readonly failures: readonly FailedFile[]
}

/** A source that could not be written. */
export interface FailedFile {
  readonly source: string
  /** Why. */
  readonly message: Sentence
}

/** One file of a folder. */
export interface WrittenFile {
  readonly file: string
  readonly source: string
  /** Whose it is; null where it holds everybody. */
  readonly subject: number | null
  /** Tracked frames of its source. */
  readonly frames: number
}

/** What the JSON beside an export is made of. */
export interface SidecarContent {
  readonly output: ExportOutput
  readonly app: { readonly name: string; readonly version: string }
  /** Version of each library that the numbers went through, by its name. */
  readonly libraryVersions: Readonly<Record<string, string>>
  readonly batch: {
    readonly title: string
    readonly createdAt: string
    readonly appVersion: string
    readonly modelFileName: string
    readonly modelSha256: string
    readonly options: TrackingOptions
    /** Of a live recording only. */
    readonly recording: RecordingFacts | null
    /** How sources are edited that are and were written so, by their ids. */
    readonly edits: ReadonlyMap<number, EditSteps>
  }
  /** All files that were to be exported, whatever became of them. */
  readonly sources: readonly NamedSource[]
}

type RecordingFacts = Pick<RecordingSummary, 'setup' | 'ending' | 'framesDropped' | 'videoPath'>

const coordinates = {
  mirrored: false,
  image:
    'x and y run from 0 to 1 over the upright, unmirrored picture, origin at the top left, and ' +
    'go beyond where a landmark lies outside of it. z is in the scale of x, smaller is nearer to ' +
    'the camera; its origin is the wrist of a hand, the middle of the hips of a body and the ' +
    'middle of the head of a face.',
  world:
    'In metres, x to the right, y down, z away from the camera; the origin is the middle of the ' +
    'hand, or the middle of the hips of a body.',
  handedness: "The person's own left and right.",
}

/** Everything that somebody who has nothing but the export needs to know, ready for JSON. */
export function describeExport(content: SidecarContent): object {
  const { batch, output, sources } = content
  return {
    format: formatFacts[output.format].title,
    ...(isFolder(output) ? describeFolder(output) : describeFile(output)),
    writtenBy: content.app,
    trackedBy: { name: content.app.name, version: batch.appVersion },
    libraries: content.libraryVersions,
    model: { file: batch.modelFileName, sha256: batch.modelSha256 },
    batch: { title: batch.title, startedAt: batch.createdAt },
    options: batch.options,
    ...(batch.recording !== null && { recording: describeRecording(batch.recording) }),
    ...(isFolder(output)
      ? describeFolderFormat(output.format, batch.options.task)
      : { coordinates, columns: describeColumns(output, batch.options.task) }),
    ...(batch.edits.size > 0 && { edits: editsMeaning }),
    sources: sources
      .filter(isDone)
      .map((source) => ({ ...describeSource(source), edits: batch.edits.get(source.job.id) })),
    withoutLandmarks: sources.filter((source) => !isDone(source)).map(describeSource),
  }
}

const editsMeaning =
  'The landmarks are not as they were tracked: the steps that each source lists under "edits" were ' +
  'applied to them in order. Spans are frames of the source, both ends included; null is everybody, ' +
  'or every part. Filters and filled gaps change coordinates only; a part that was filled in has no ' +
  'score. What each step does is said in the README of Landmark Studio under "Edits".'

function isFolder(output: ExportOutput): output is FolderOutput {
  return isFolderFormat(output.format)
}

function describeFolder({ files, failures }: FolderOutput) {
  if (failures.length === 0) return { files }
  const told = failures.map(({ source, message }) => ({ source, message: inEnglish(message) }))
  return { files, failures: told }
}

function describeFolderFormat(format: FolderFormat, task: Task): object {
  return format === 'annotated' ? annotatedMeaning : motionWriters[format].meaning(task)
}

function describeFile({ format, file, rows, csv }: TableOutput) {
  switch (format) {
    case 'csv':
      return { csv: { file, shape: csv.shape, rows, ...dialect(csv) } }
    case 'measures':
    case 'measures-summary':
      return { csv: { file, rows, ...dialect(csv) } }
    case 'parquet':
      return { table: { file, rows, compression: 'snappy', unknown: 'NULL, never 0 or NaN' } }
    case 'json-lines':
      return { table: { file, rows, encoding: 'UTF-8', unknown: 'null, never 0', nested } }
  }
}

const nested =
  'One object for each frame and subject. Each part is a list of its landmarks in the order of ' +
  'their numbers, each with its name under "landmark", or null where the part was not found.'

function describeColumns({ format, csv, ownMeasures = [] }: TableOutput, task: Task) {
  switch (format) {
    case 'csv':
      return columnMeanings(csv.shape, task)
    case 'measures':
    case 'measures-summary':
      return measureMeanings(format, task, ownMeasures)
    case 'parquet':
      return columnMeanings('long', task)
    case 'json-lines':
      return nestedMeanings(task)
  }
}

function describeRecording({ setup, ending, framesDropped, videoPath }: RecordingFacts) {
  const { camera, framesPerSecond, smoothing, delegate, isViewMirrored } = setup
  return {
    camera,
    framesPerSecond,
    smoothing: { kind: smoothing, meaning: smoothingMeanings[smoothing] },
    delegate,
    view: {
      mirrored: isViewMirrored,
      meaning: 'Only the view was, if at all: all coordinates refer to the unmirrored picture.',
    },
    ending,
    framesDropped,
    frame: "Counts the camera's frames from the first recorded one, dropped ones included.",
    clock: 'Capture times of the camera, from the first recorded frame.',
    video: videoPath === null ? null : (videoPath.split(/[\\/]/).at(-1) ?? null),
  }
}

const oneEuro =
  'Every landmark went through a One Euro filter as it was tracked; raw and smoothed landmarks ' +
  'are never mixed in a recording.'

const smoothingMeanings: Readonly<Record<Smoothing, string>> = {
  off: "The model's own landmarks.",
  light: `Light: ${oneEuro}`,
  strong: `Strong: ${oneEuro}`,
}

function dialect({ byteOrderMark, defuseFormulas }: CsvOptions) {
  return {
    standard: 'RFC 4180',
    encoding: 'UTF-8',
    byteOrderMark,
    header: true,
    delimiter: ',',
    quote: '"',
    lineEnd: 'CRLF',
    decimalPoint: '.',
    numbers: 'Shortest decimals of 32-bit floats; very small and large ones as 1.2e-05',
    unknown: 'An empty cell is an unknown value, never 0',
    defusedFormulas: defuseFormulas
      ? "A source that matches ^'*[=+\\-@\\t\\r] has one apostrophe more in front; remove it"
      : null,
  }
}

function isDone({ job }: NamedSource): boolean {
  return job.state.kind === 'done'
}

function describeSource({ job, source }: NamedSource) {
  const { name, path, mediaKind, sizeBytes } = job
  return { source, name, path, mediaKind, sizeBytes, ...describeState(job) }
}

function describeState({ state }: Job) {
  switch (state.kind) {
    case 'done': {
      const { widthPx, heightPx, frames, framesDetected, subjects } = state.summary
      return { state: state.kind, widthPx, heightPx, frames, framesDetected, subjects }
    }
    case 'refused':
      return { state: state.kind, reason: state.reason, message: inEnglish(state.message) }
    case 'failed':
      return { state: state.kind, message: inEnglish(state.message) }
    case 'waiting':
    case 'running':
    case 'cancelled':
      return { state: state.kind }
  }
}
