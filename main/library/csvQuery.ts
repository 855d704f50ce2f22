import { csvColumns, type ColumnContent } from '../../common/export/columns'
import type { CsvShape } from '../../common/export/options'
import { partsOfTask, partTables } from '../../common/export/parts'
import { landmarkFields, partNames, type PartName } from '../../common/landmarks'
import type { Task } from '../../common/tasks'
import { topologies } from '../../common/topologies'
import type { CsvChunk } from './csvChunks'

/** The sources of an export: their id, their place in the CSV and the text of their cells. */
export const exportSourcesTable =
  'CREATE TEMP TABLE export_sources (id UINTEGER, rank UINTEGER, source VARCHAR)'

const framesPerBlock = 64

/** Reads the `FrameBlock`s of all sources of an export, in the order of the CSV. */
export const frameBlocksSql = `
  SELECT rank, (frame // ${framesPerBlock}) * ${framesPerBlock} AS first_frame,
    sum(CASE part ${eachPart((part) => String(landmarkNames(part).length))} ELSE 1 END) AS landmarks
  FROM detections JOIN export_sources ON export_sources.id = source_id
  GROUP BY ALL ORDER BY ALL`

/** Writes the rows of a chunk to a file, without a header; answers how many. */
export function copyChunkSql(shape: CsvShape, task: Task, chunk: CsvChunk, path: string): string {
  const rows = shape === 'long' ? longRows(task, chunk) : wideRows(task, chunk)
  return `COPY (${rows}) TO '${path.replaceAll("'", "''")}'
    (FORMAT csv, HEADER false, NEW_LINE '\\r\\n', COMPRESSION none, USE_TMP_FILE false)`
}

/** One row per landmark: the lists of a part are unrolled side by side. */
function longRows(task: Task, chunk: CsvChunk): string {
  return `SELECT ${cells('long', task)}
    FROM (FROM (${partRows(chunk)}) ORDER BY rank, frame, subject, part) AS line`
}

/** One row per subject: each part is joined to it, and its landmarks picked from the lists. */
function wideRows(task: Task, chunk: CsvChunk): string {
  const joins = partsOfTask[task].map(
    (part) => `LEFT JOIN part_rows AS ${part} ON ${part}.part = '${part}'
      AND (${part}.rank, ${part}.frame, ${part}.subject) = (line.rank, line.frame, line.subject)`,
  )
  return `WITH part_rows AS MATERIALIZED (${partRows(chunk)}),
    line AS (SELECT DISTINCT rank, source, frame, time_s, subject FROM part_rows)
    SELECT ${cells('wide', task)} FROM line ${joins.join(' ')}
    ORDER BY line.rank, line.frame, line.subject`
}

function partRows({ firstRank, lastRank, firstFrame, lastFrame }: CsvChunk): string {
  return `SELECT rank, source, frame, ${secondsSql} AS time_s, subject, part, handedness, score,
      ${landmarkFields.join(', ')}
    FROM detections JOIN export_sources ON export_sources.id = source_id
    WHERE rank BETWEEN ${firstRank} AND ${lastRank}
      AND frame BETWEEN ${firstFrame} AND ${lastFrame}`
}

// Exact decimals: a DOUBLE would print some times with an exponent.
const secondsSql = `regexp_replace(
  (timestamp_us * 0.000001::DECIMAL(7, 6))::VARCHAR, '(\\.\\d+?)0+$', '\\1')`

function cells(shape: CsvShape, task: Task): string {
  return csvColumns(shape, task)
    .map(({ content }) => cell(content))
    .join(', ')
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
