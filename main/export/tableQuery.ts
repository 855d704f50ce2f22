import { csvColumns, type ColumnContent } from '../../common/export/columns'
import type { CsvShape } from '../../common/export/options'
import { partsOfTask, partTables } from '../../common/export/parts'
import { landmarkFields, partNames, type PartName } from '../../common/landmarks'
import type { Task } from '../../common/tasks'
import { topologies } from '../../common/topologies'
import { exportedDetections } from '../edits/editedDetections'
import type { TableChunk } from './tableChunks'

/** What the rows of a table are and how they are written. */
export type TableLayout = CsvShape | 'parquet' | 'json-lines'

/** The sources of an export: their id, their place in the table and the text of their cells. */
export const exportSourcesTable =
  'CREATE TEMP TABLE export_sources (id UINTEGER, rank UINTEGER, source VARCHAR)'

const framesPerBlock = 64

/** Reads the `FrameBlock`s of all sources of an export, in the order of the table. */
export const frameBlocksSql = `
  SELECT rank, (frame // ${framesPerBlock}) * ${framesPerBlock} AS first_frame,
    sum(CASE part ${eachPart((part) => String(landmarkNames(part).length))} ELSE 1 END) AS landmarks
  FROM detections JOIN export_sources ON export_sources.id = source_id
  GROUP BY ALL ORDER BY ALL`

const csvCopy = "FORMAT csv, HEADER false, NEW_LINE '\\r\\n', COMPRESSION none"

const copyOptions: Readonly<Record<TableLayout, string>> = {
  long: csvCopy,
  wide: csvCopy,
  'json-lines': 'FORMAT json, COMPRESSION none',
  // The fastest: these files are only parts of the one that is to come.
  parquet: 'FORMAT parquet, COMPRESSION uncompressed',
}

/** Writes the rows of a chunk to a file, a CSV without a header; answers how many. */
export function copyChunkSql(
  layout: TableLayout,
  task: Task,
  chunk: TableChunk,
  path: string,
): string {
  return `COPY (${chunkRows(layout, task, chunk)}) TO ${text(path)}
    (${copyOptions[layout]}, USE_TMP_FILE false)`
}

/** Writes the rows of Parquet files, one after the other, into one file. */
export function joinParquetSql(paths: readonly string[], path: string): string {
  return `COPY (FROM read_parquet([${paths.map(text).join(', ')}])) TO ${text(path)}
    (FORMAT parquet, COMPRESSION snappy, USE_TMP_FILE false)`
}

function chunkRows(layout: TableLayout, task: Task, chunk: TableChunk): string {
  switch (layout) {
    case 'long':
      return longRows(cells('long', task), chunk, decimalSeconds)
    case 'wide':
      return wideRows(cells('wide', task), task, chunk, decimalSeconds)
    case 'parquet':
      return longRows(typedCells(task), chunk, exactSeconds)
    case 'json-lines':
      return wideRows(nestedCells(task), task, chunk, exactSeconds)
  }
}

/** One row per landmark: the lists of a part are unrolled side by side. */
function longRows(columns: string, chunk: TableChunk, seconds: string): string {
  return `SELECT ${columns}
    FROM (FROM (${partRows(chunk, seconds)}) ORDER BY rank, frame, subject, part) AS line`
}

/** One row per subject: each part is joined to it, and its landmarks picked from the lists. */
function wideRows(columns: string, task: Task, chunk: TableChunk, seconds: string): string {
  const joins = partsOfTask[task].map(
    (part) => `LEFT JOIN part_rows AS ${part} ON ${part}.part = '${part}'
      AND (${part}.rank, ${part}.frame, ${part}.subject) = (line.rank, line.frame, line.subject)`,
  )
  return `WITH part_rows AS MATERIALIZED (${partRows(chunk, seconds)}),
    line AS (SELECT DISTINCT rank, source, frame, time_s, subject FROM part_rows)
    SELECT ${columns} FROM line ${joins.join(' ')}
    ORDER BY line.rank, line.frame, line.subject`
}

function partRows(
  { firstRank, lastRank, firstFrame, lastFrame }: TableChunk,
  seconds: string,
): string {
  return `SELECT rank, source, frame, ${seconds} AS time_s, subject, part, handedness, score,
      ${landmarkFields.join(', ')}
    FROM ${exportedDetections} JOIN export_sources ON export_sources.id = source_id
    WHERE rank BETWEEN ${firstRank} AND ${lastRank}
      AND frame BETWEEN ${firstFrame} AND ${lastFrame}`
}

// Exact decimals: a DOUBLE would print some times with an exponent.
const decimalSeconds = `regexp_replace(
  (timestamp_us * 0.000001::DECIMAL(7, 6))::VARCHAR, '(\\.\\d+?)0+$', '\\1')`

const exactSeconds = 'timestamp_us / 1e6'

function cells(shape: CsvShape, task: Task): string {
  return csvColumns(shape, task)
    .map(({ content }) => cell(content))
    .join(', ')
}

/** The columns of a long CSV under their names. An ENUM is text to those who read it elsewhere. */
function typedCells(task: Task): string {
  const isEnum = (name: string): boolean => name === 'part' || name === 'handedness'
  return csvColumns('long', task)
    .map(({ name, content }) => `${cell(content)}${isEnum(name) ? '::VARCHAR' : ''} AS ${name}`)
    .join(', ')
}

/** The row's own cells, and of each part a list of its landmarks or NULL. */
function nestedCells(task: Task): string {
  const rowCells = csvColumns('wide', task)
    .filter(({ content }) => content.kind !== 'point')
    .map(({ name, content }) => `${cell(content)} AS ${name}`)
  return [...rowCells, ...partsOfTask[task].map(landmarkList)].join(', ')
}

function landmarkList(part: PartName): string {
  const names = landmarkNames(part)
  // By way of text, a 32-bit float has the shortest decimals that give it back.
  const numbers = partTables[part].fields.map(
    (field) => `${field}: ${part}.${field}[i]::VARCHAR::DOUBLE`,
  )
  return `CASE WHEN ${part}.part IS NOT NULL THEN
    list_transform(range(1, ${names.length + 1}),
      lambda i: {landmark: ${list(names)}[i], ${numbers.join(', ')}}) END AS ${part}`
}

function cell(content: ColumnContent): string {
  switch (content.kind) {
    case 'source':
    case 'frame':
    case 'subject':
    case 'part':
      return `line.${content.kind}`
    case 'time':
      return 'line.time_s'
    case 'detected':
      return 'line.subject IS NOT NULL'
    case 'handedness':
    case 'score':
      return `${content.part ?? 'line'}.${content.kind}`
    case 'landmark':
      return `unnest(CASE line.part ${eachPart((part) => list(landmarkNames(part)))} ELSE [NULL] END)`
    case 'field':
      return `unnest(line.${content.field})`
    case 'point':
      return `${content.part}.${content.field}[${content.index + 1}]`
  }
}

function eachPart(value: (part: PartName) => string): string {
  return partNames.map((part) => `WHEN '${part}' THEN ${value(part)}`).join(' ')
}

function landmarkNames(part: PartName): readonly string[] {
  return topologies[partTables[part].topology].landmarks
}

function list(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}
