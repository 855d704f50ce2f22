import type { CsvOptions, ExportOptions } from '../../common/export/options'
import { destinationOf, formatFacts, isFolderFormat } from '../../common/export/formats'
import type { EditSteps } from '../../common/edits/steps'
import { sentence, SentenceError, type Sentence } from '../../common/sentence'
import type { Library, StoredBatch } from '../library/library'
import type { StartAnnotator } from './annotator'
import type { ExportWatch } from './exportWatch'
import { writeFolder } from './folderFiles'
import { writeTable } from './tableFile'

export interface LandmarkExport {
  readonly library: Library
  /** Files of one batch, in any order. Those that are not done are only listed in the JSON. */
  readonly sourceIds: readonly number[]
  readonly options: ExportOptions
  /** The file or, for formats of several files, the folder to make: see `destinationOf`. */
  readonly destinationPath: string
  /** Replace files in a folder that has some; a single file is always replaced. */
  readonly overwrite?: boolean
  /** Version of the app that writes. */
  readonly appVersion: string
  /** Needed for annotated photos and videos only. */
  readonly startAnnotator?: StartAnnotator
  /** Left out where nobody follows the export or could stop it. */
  readonly watch?: ExportWatch
}

export interface ExportResult {
  readonly path: string
  /** Of a table, without its header; in a folder, tracked frames of all files. */
  readonly rows: number
  /** How many files lie in the folder that was made; null if the path is the one file. */
  readonly files: number | null
  /** What was left out, and why; null if nothing was. */
  readonly leftOut: Sentence | null
  readonly durationMs: number
}

/**
 * Writes landmarks in a format, and beside them a JSON that says what they mean and what they lack:
 * `landmarks.csv` and `landmarks.csv.json`, or an `export.json` in a folder of files. The same landmarks always give the same files, whatever
 * was finished first. On failure, or when it is stopped, nothing is left behind, what was there before stays as it was, and
 * the error is a sentence for people.
 */
export async function exportLandmarks(request: LandmarkExport): Promise<ExportResult> {
  const start = performance.now()
  const batch = await readOnlyBatch(request)
  const { format } = request.options
  const { title, tasks } = formatFacts[format]
  if (!tasks.includes(batch.options.task)) {
    throw new SentenceError(sentence('sentences.export.noPlace', { format: title }))
  }
  const path = destinationOf(request.destinationPath, format)
  const located = { ...request, destinationPath: path }
  const written = isFolderFormat(format)
    ? await writeFolder(located, format, batch)
    : { rows: await writeTable(located, format, batch), files: null, leftOut: null }
  return { path, ...written, durationMs: performance.now() - start }
}

export type CsvExport = Omit<LandmarkExport, 'options'> & { readonly csv: CsvOptions }

/** Writes landmarks as CSV (RFC 4180). A file of this name is replaced when the new is complete. */
export function exportCsv({ csv, ...request }: CsvExport): Promise<ExportResult> {
  return exportLandmarks({ ...request, options: { format: 'csv', csv } })
}

export interface ExportBatch extends StoredBatch {
  /** How sources are edited that are and are to be written so, by their ids. */
  readonly edits: ReadonlyMap<number, EditSteps>
}

/** The batch that the sources belong to, with no other jobs. */
async function readOnlyBatch({
  library,
  sourceIds,
  options,
}: LandmarkExport): Promise<ExportBatch> {
  const [first] = sourceIds
  if (first === undefined) throw new SentenceError(sentence('sentences.export.nothing'))
  const batch = await library.readBatch(await library.findBatchOf(first))
  const wanted = new Set(sourceIds)
  const jobs = batch.jobs.filter(({ id }) => wanted.has(id))
  if (jobs.length < wanted.size) {
    const isCsv = options.format === 'csv'
    const key = isCsv ? 'sentences.export.severalInCsv' : 'sentences.export.several'
    throw new SentenceError(sentence(key))
  }
  const edits = options.landmarks === 'edited' ? await library.edits.readSome(sourceIds) : new Map()
  return { ...batch, jobs, edits }
}
