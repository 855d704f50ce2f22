import { rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { csvColumns } from '../../common/export/columns'
import type { TableFormat } from '../../common/export/formats'
import { defuseFormula } from '../../common/export/formulas'
import type { CsvOptions, ExportOptions } from '../../common/export/options'
import { nameSources, type NamedSource } from '../../common/export/sourceNames'
import type { Task } from '../../common/tasks'
import { withFolderBeside, writeDurably } from '../library/replaceFile'
import type { ExportBatch, LandmarkExport } from './exportFile'
import { writeSidecar } from './sidecarFile'
import { writeParquet, writeTextRows, type TableRowsOptions } from './tableRows'

/** What the two files are called until both are complete. */
const tableName = 'table'
const sidecarName = 'json'

/** Writes all sources into one file, and answers how many rows it has. */
export async function writeTable(
  request: LandmarkExport,
  format: TableFormat,
  batch: ExportBatch,
): Promise<number> {
  const { destinationPath } = request
  return withFolderBeside(destinationPath, async (folder) => {
    const sources = nameSources(batch.jobs)
    const rows = await writeRows(request, format, batch, { sources, folder })
    const { csv } = request.options
    const output = { format, file: basename(destinationPath), rows, csv }
    await writeSidecar(join(folder, sidecarName), { request, batch, sources, output })
    await rename(join(folder, tableName), destinationPath)
    await rename(join(folder, sidecarName), `${destinationPath}.json`)
    return rows
  })
}

async function writeRows(
  { library, options }: LandmarkExport,
  format: TableFormat,
  { options: { task }, edits }: ExportBatch,
  { sources, folder }: { readonly sources: readonly NamedSource[]; readonly folder: string },
): Promise<number> {
  const path = join(folder, tableName)
  const rows: TableRowsOptions = {
    ...{ library, task, edits, chunkFolder: folder },
    layout: format === 'csv' ? options.csv.shape : format,
    sources: cellTexts(sources, format, options),
  }
  if (format === 'parquet') return writeParquet(rows, path)
  return writeDurably(path, async (file) => {
    if (format === 'csv') await file.writeFile(header(options.csv, task))
    return writeTextRows(rows, file)
  })
}

/** What the cells of the sources that are done say. Only a CSV is opened by spreadsheets. */
function cellTexts(
  sources: readonly NamedSource[],
  format: TableFormat,
  { csv }: ExportOptions,
): TableRowsOptions['sources'] {
  const isDefused = format === 'csv' && csv.defuseFormulas
  return sources
    .filter(({ job }) => job.state.kind === 'done')
    .map(({ job, source }) => ({ id: job.id, text: isDefused ? defuseFormula(source) : source }))
}

function header({ shape, byteOrderMark }: CsvOptions, task: Task): string {
  const names = csvColumns(shape, task).map(({ name }) => name)
  return `${byteOrderMark ? '\ufeff' : ''}${names.join(',')}\r\n`
}
