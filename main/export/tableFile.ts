import { rename, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { csvColumns } from '../../common/export/columns'
import { isMeasureFormat, isSpreadsheet, type TableFormat } from '../../common/export/formats'
import { csvLine } from '../../common/export/csvText'
import { defuseFormula } from '../../common/export/formulas'
import type { CsvOptions, ExportOptions } from '../../common/export/options'
import { nameSources, type NamedSource } from '../../common/export/sourceNames'
import type { Task } from '../../common/tasks'
import { withFolderBeside, writeDurably } from '../library/replaceFile'
import { writeMeasureRows, type MeasuredSource, type MeasureTable } from '../measures/measureRows'
import type { ExportBatch, LandmarkExport } from './exportFile'
import { unwatched } from './exportWatch'
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
    const { csv, ownMeasures } = request.options
    const output = { format, file: basename(destinationPath), rows, csv, ownMeasures }
    await writeSidecar(join(folder, sidecarName), { request, batch, sources, output })
    await rename(join(folder, tableName), destinationPath)
    await rename(join(folder, sidecarName), `${destinationPath}.json`)
    return rows
  })
}

async function writeRows(
  request: LandmarkExport,
  format: TableFormat,
  batch: ExportBatch,
  { sources, folder }: { readonly sources: readonly NamedSource[]; readonly folder: string },
): Promise<number> {
  const { library, options, watch = unwatched } = request
  const { task } = batch.options
  const path = join(folder, tableName)
  const tableSources = sourcesOfTable(sources, format, options)
  if (isMeasureFormat(format)) {
    const { ownMeasures = [] } = options
    const table = {
      ...{ format, task, ownMeasures, watch },
      ...{ sources: tableSources, edits: batch.edits },
    }
    return writeDurably(path, (file) => writeMeasures(request, table, file))
  }
  const rows: TableRowsOptions = {
    ...{ library, task, edits: batch.edits, chunkFolder: folder, watch },
    layout: format === 'csv' ? options.csv.shape : format,
    sources: tableSources,
  }
  if (format === 'parquet') return writeParquet(rows, path)
  return writeDurably(path, async (file) => {
    if (format === 'csv') await file.writeFile(header(options.csv, task))
    return writeTextRows(rows, file)
  })
}

async function writeMeasures(
  { library, options }: LandmarkExport,
  table: Omit<MeasureTable, 'connection'>,
  file: FileHandle,
): Promise<number> {
  const connection = await library.connect()
  try {
    if (options.csv.byteOrderMark) await file.writeFile(byteOrderMark)
    return await writeMeasureRows({ ...table, connection }, file)
  } finally {
    connection.closeSync()
  }
}

/** The sources that are done, with what their cells say: formulas are of no harm elsewhere. */
function sourcesOfTable(
  sources: readonly NamedSource[],
  format: TableFormat,
  { csv }: ExportOptions,
): readonly MeasuredSource[] {
  const isDefused = isSpreadsheet(format) && csv.defuseFormulas
  return sources.flatMap(({ job: { id, state }, source }) => {
    if (state.kind !== 'done') return []
    const { widthPx, heightPx, frames } = state.summary
    const text = isDefused ? defuseFormula(source) : source
    return [{ id, text, widthPx, heightPx, frames }]
  })
}

const byteOrderMark = '\ufeff'

function header({ shape, byteOrderMark: hasByteOrderMark }: CsvOptions, task: Task): string {
  const names = csvColumns(shape, task).map(({ name }) => name)
  return `${hasByteOrderMark ? byteOrderMark : ''}${csvLine(names)}`
}
