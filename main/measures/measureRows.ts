import type { DuckDBConnection } from '@duckdb/node-api'
import type { FileHandle } from 'node:fs/promises'
import type { EditSteps } from '../../common/edits/steps'
import { csvCell, csvLine, csvNumber, csvSeconds } from '../../common/export/csvText'
import type { MeasureFormat } from '../../common/export/formats'
import { measureColumns } from '../../common/export/measureColumns'
import { partsOfTask } from '../../common/export/parts'
import type { FormatNeeds } from '../../common/export/trackedVideo'
import { compileMeasure, type CompiledMeasure } from '../../common/measures/compile'
import type { Measure, OwnMeasure } from '../../common/measures/measure'
import { measuresOf } from '../../common/measures/measures'
import type { Handedness } from '../../common/landmarks'
import type { Task } from '../../common/tasks'
import { readEditedFrames } from '../edits/editedFrames'
import { ShareDone, type ExportWatch } from '../export/exportWatch'
import { measureFrames, type MeasuredFrames } from './measureFrames'
import { SubjectSummaries } from './subjectSummaries'

export interface MeasuredSource {
  readonly id: number
  /** What its cells say. */
  readonly text: string
  readonly widthPx: number
  readonly heightPx: number
  readonly frames: number
}

export interface MeasureTable {
  /** Reads the landmarks; used for nothing else meanwhile. */
  readonly connection: DuckDBConnection
  readonly format: MeasureFormat
  readonly task: Task
  /** In the order of the table. */
  readonly sources: readonly MeasuredSource[]
  /** How sources are edited that are, by their ids. */
  readonly edits: ReadonlyMap<number, EditSteps>
  readonly ownMeasures: readonly OwnMeasure[]
  readonly watch: ExportWatch
}

/** A measure that is ready to be calculated. */
export interface ReadyMeasure extends Measure, CompiledMeasure {}

/** Writes the header and the rows of a table of measures into a file, and answers how many rows. */
export async function writeMeasureRows(table: MeasureTable, file: FileHandle): Promise<number> {
  const { format, task, ownMeasures } = table
  const measures = measuresOf(task, ownMeasures).map((measure) => ({
    ...measure,
    ...compileMeasure(measure.expression, task),
  }))
  await file.writeFile(csvLine(measureColumns(format, task, measures)))
  const linesOf = format === 'measures' ? frameLines : summaryLines
  const share = new ShareDone(
    table.watch,
    table.sources.reduce((sum, { frames }) => sum + frames, 0),
  )
  let rows = 0
  for (const source of table.sources) {
    const blocks = watched(await measuredBlocks(table, source, measures), table.watch, share)
    for await (const lines of linesOf({ source, task, measures }, blocks)) {
      rows += lines.length
      await file.writeFile(lines.map((cells) => `${cells.join(',')}\r\n`).join(''))
    }
    share.pass(source.frames)
  }
  return rows
}

/** The same blocks, which tell how far they have been read. */
async function* watched(
  blocks: AsyncIterable<MeasuredFrames>,
  { signal }: ExportWatch,
  share: ShareDone,
): AsyncGenerator<MeasuredFrames> {
  let frames = 0
  for await (const block of blocks) {
    signal.throwIfAborted()
    share.reach((frames += block.frames.length))
    yield block
  }
}

async function measuredBlocks(
  { connection, task, edits }: MeasureTable,
  { id, widthPx, heightPx }: MeasuredSource,
  measures: readonly ReadyMeasure[],
): Promise<AsyncIterable<MeasuredFrames>> {
  const needs = needsOf(task, measures)
  const frames = await readEditedFrames(connection, id, needs, edits.get(id) ?? [])
  return measureFrames(frames, measures, heightPx / widthPx)
}

/** All parts, as somebody of whom nothing is measured has a row too, but only fields that are read. */
function needsOf(task: Task, measures: readonly ReadyMeasure[]): FormatNeeds {
  const fields = measures.flatMap(({ needs }) => needs.map(({ field }) => field))
  return { parts: partsOfTask[task], fields: [...new Set(fields)] }
}

interface SourceRows {
  readonly source: MeasuredSource
  readonly task: Task
  readonly measures: readonly ReadyMeasure[]
}

/** A row for each subject of each frame; one of its own for a frame in which nobody was found. */
async function* frameLines(
  { source, task, measures }: SourceRows,
  blocks: AsyncIterable<MeasuredFrames>,
): AsyncGenerator<string[][]> {
  const name = csvCell(source.text)
  const unknown = measures.map(() => '')
  for await (const { frames, subjects } of blocks) {
    yield frames.flatMap(({ frame, timestampUs }, index) => {
      const moment = [name, String(frame), csvSeconds(timestampUs)]
      const found = subjects.filter(({ isFound }) => isFound[index])
      if (found.length === 0) {
        return [[...moment, '', 'false', ...handednessCells(task, null), ...unknown]]
      }
      return found.map(({ subject, handedness, values }) => [
        ...[...moment, String(subject), 'true'],
        ...handednessCells(task, handedness[index] ?? null),
        ...values.map((numbers) => csvNumber(numbers[index]!)),
      ])
    })
  }
}

/** A row for each measure of each subject. */
async function* summaryLines(
  { source, task, measures }: SourceRows,
  blocks: AsyncIterable<MeasuredFrames>,
): AsyncGenerator<string[][]> {
  const summaries = new SubjectSummaries(measures, source.frames)
  for await (const block of blocks) summaries.add(block)
  for (const { subject, handedness, framesFound, ofMeasures } of summaries.subjects()) {
    yield ofMeasures.map(({ name, unit, summary }) => [
      ...[csvCell(source.text), String(subject), ...handednessCells(task, handedness)],
      ...[name, unit ?? '', String(framesFound), String(summary.framesKnown)],
      ...[summary.mean, summary.standardDeviation, summary.min, summary.median].map(csvNumber),
      ...[summary.max, summary.range].map(csvNumber),
      summary.framesKnown === 0 ? '' : String(summary.repetitions),
    ])
  }
}

/** Only hands have a column for it. */
function handednessCells(task: Task, handedness: Handedness | null): string[] {
  return task === 'hands' ? [handedness ?? ''] : []
}
