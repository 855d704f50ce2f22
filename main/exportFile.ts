import { rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { csvColumns } from '../common/export/columns'
import { defuseFormula } from '../common/export/formulas'
import type { CsvOptions } from '../common/export/options'
import { describeExport } from '../common/export/sidecar'
import { nameSources, type NamedSource } from '../common/export/sourceNames'
import type { Library, StoredBatch } from './library'
import { writeCsvRows, type CsvRowsOptions } from './library/csvRows'
import { readLibraryVersions } from './library/libraryVersions'
import { withFolderBeside, writeDurably } from './library/replaceFile'

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
  const sources = nameSources(batch.jobs)
  const rows = await withFolderBeside(destinationPath, async (folder) => {
    const csvPath = join(folder, 'csv')
    const rows = await writeDurably(csvPath, async (file) => {
      await file.writeFile(header(request.csv, batch))
      return writeCsvRows(rowsOptions(request, batch, sources, { file, chunkFolder: folder }))
    })
    const jsonPath = join(folder, 'json')
    const json = await sidecarJson(request, batch, sources, rows)
    await writeDurably(jsonPath, (file) => file.writeFile(json))
    await rename(csvPath, destinationPath)
    await rename(jsonPath, `${destinationPath}.json`)
    return rows
  })
  return { path: destinationPath, rows, durationMs: performance.now() - start }
}

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

function header(csv: CsvOptions, { options }: StoredBatch): string {
  const names = csvColumns(csv.shape, options.task).map(({ name }) => name)
  return `${csv.byteOrderMark ? '\ufeff' : ''}${names.join(',')}\r\n`
}

function rowsOptions(
  { library, csv }: CsvExport,
  { options }: StoredBatch,
  sources: readonly NamedSource[],
  place: Pick<CsvRowsOptions, 'file' | 'chunkFolder'>,
): CsvRowsOptions {
  const done = sources.filter(({ job }) => job.state.kind === 'done')
  return {
    ...{ library, shape: csv.shape, task: options.task, ...place },
    sources: done.map(({ job, source }) => ({
      id: job.id,
      text: csv.defuseFormulas ? defuseFormula(source) : source,
    })),
  }
}

async function sidecarJson(
  { csv, appVersion, destinationPath }: CsvExport,
  batch: StoredBatch,
  sources: readonly NamedSource[],
  rows: number,
): Promise<string> {
  const description = describeExport({
    ...{ csvFileName: basename(destinationPath), rows, csv, batch, sources },
    app: { name: 'Landmark Studio', version: appVersion },
    libraryVersions: await readLibraryVersions(),
  })
  return `${JSON.stringify(description, null, 2)}\n`
}
