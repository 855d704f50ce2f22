import { rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { csvColumns } from '../../common/export/columns'
import { defuseFormula } from '../../common/export/formulas'
import type { CsvOptions } from '../../common/export/options'
import { describeExport } from '../../common/export/sidecar'
import { nameSources, type NamedSource } from '../../common/export/sourceNames'
import type { Task } from '../../common/tasks'
import type { Library, StoredBatch } from './library'
import { writeCsvRows } from './csvRows'
import { readLibraryVersions } from './libraryVersions'
import { withFolderBeside, writeDurably } from './replaceFile'

export interface CsvExport {
  readonly library: Library
  /** Files of one batch, in any order. Those that are not done are only listed in the JSON. */
  readonly sourceIds: readonly number[]
  readonly csv: CsvOptions
  /** A file of this name is replaced when the new one is complete. */
  readonly destinationPath: string
  /** Version of the app that writes. */
  readonly appVersion: string
}

export interface CsvExportResult {
  readonly path: string
  /** Without the header. */
  readonly rows: number
  readonly durationMs: number
}

/**
 * Writes landmarks as CSV (RFC 4180), and beside it a JSON that says what it holds and what it
 * lacks: `landmarks.csv` and `landmarks.csv.json`. The same landmarks always give the same CSV,
 * whatever was finished first. On failure nothing is left behind, an older file stays as it was,
 * and the error is a sentence for people.
 */
export async function exportCsv(request: CsvExport): Promise<CsvExportResult> {
  const start = performance.now()
  const { library, sourceIds, destinationPath } = request
  const batch = await readOnlyBatch(library, sourceIds)
  const rows = await withFolderBeside(destinationPath, async (folder) => {
    const sources = nameSources(batch.jobs)
    const rows = await writeCsv(request, batch, sources, folder)
    await writeSidecar(request, batch, sources, { folder, rows })
    await rename(join(folder, csvName), destinationPath)
    await rename(join(folder, sidecarName), `${destinationPath}.json`)
    return rows
  })
  return { path: destinationPath, rows, durationMs: performance.now() - start }
}

/** What the two files are called until both are complete. */
const csvName = 'csv'
const sidecarName = 'json'

/** The batch that the sources belong to, with no other jobs. */
async function readOnlyBatch(library: Library, sourceIds: readonly number[]): Promise<StoredBatch> {
  const [first] = sourceIds
  if (first === undefined) throw new Error('There is no file to export.')
  const batch = await library.readBatch(await library.findBatchOf(first))
  const wanted = new Set(sourceIds)
  const jobs = batch.jobs.filter(({ id }) => wanted.has(id))
  if (jobs.length < wanted.size) {
    throw new Error('Files of several batches cannot be exported into one CSV.')
  }
  return { ...batch, jobs }
}

async function writeCsv(
  { library, csv }: CsvExport,
  { options }: StoredBatch,
  sources: readonly NamedSource[],
  folder: string,
): Promise<number> {
  const done = sources.filter(({ job }) => job.state.kind === 'done')
  const texts = done.map(({ job, source }) => ({
    id: job.id,
    text: csv.defuseFormulas ? defuseFormula(source) : source,
  }))
  return writeDurably(join(folder, csvName), async (file) => {
    await file.writeFile(header(csv, options.task))
    const { shape } = csv
    const { task } = options
    return writeCsvRows({ library, sources: texts, shape, task, file, chunkFolder: folder })
  })
}

function header({ shape, byteOrderMark }: CsvOptions, task: Task): string {
  const names = csvColumns(shape, task).map(({ name }) => name)
  return `${byteOrderMark ? '\ufeff' : ''}${names.join(',')}\r\n`
}

async function writeSidecar(
  { csv, appVersion, destinationPath }: CsvExport,
  batch: StoredBatch,
  sources: readonly NamedSource[],
  { folder, rows }: { readonly folder: string; readonly rows: number },
): Promise<void> {
  const description = describeExport({
    ...{ csvFileName: basename(destinationPath), rows, csv, batch, sources },
    app: { name: 'Landmark Studio', version: appVersion },
    libraryVersions: await readLibraryVersions(),
  })
  const json = `${JSON.stringify(description, null, 2)}\n`
  await writeDurably(join(folder, sidecarName), (file) => file.writeFile(json))
}
