import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, it } from 'vitest'
import type { MeasureFormat } from '../../../common/export/formats'
import type { OwnMeasure } from '../../../common/measures/measure'
import { builtInMeasures } from '../../../common/measures/measures'
import { defaultCsvOptions } from '../../../common/export/options'
import { exportLandmarks } from '../../../main/export/exportFile'
import { Library } from '../../../main/library/library'
import { framesAt, placedPart, readCells, type Vector } from '../export/exporting'
import { temporaryFolder } from '../library/libraryFolder'
import { storeDone } from '../library/libraryRecords'

/** Half a metre each: the knee is bent by so much. */
function leg(bentDeg: number): (landmark: string) => Vector {
  const angle = (bentDeg / 180) * Math.PI
  const places: Readonly<Record<string, Vector>> = {
    left_hip: [0, 0, 0],
    left_knee: [0, 0.5, 0],
    left_ankle: [0.5 * Math.sin(angle), 0.5 + 0.5 * Math.cos(angle), 0],
  }
  return (landmark) => places[landmark] ?? [1, 1, 1]
}

/** Squats of a second each, ten of them, at 30 frames a second. */
const bendings = Array.from(
  { length: 300 },
  (_, frame) => 45 - 45 * Math.cos((frame * Math.PI) / 15),
)

async function exportMeasures(format: MeasureFormat, ownMeasures: readonly OwnMeasure[] = []) {
  await using library = await Library.openInMemory()
  const frames = framesAt(30, bendings.length, (index) =>
    index === 7 ? [] : [placedPart('pose', leg(bendings[index]!))],
  )
  const sourceIds = await storeDone(library, 'pose', { 'squats.mp4': frames })
  const destinationPath = join(temporaryFolder(), 'measures.csv')
  const options = { format, csv: defaultCsvOptions, ownMeasures }
  return await exportLandmarks({
    library,
    sourceIds,
    options,
    destinationPath,
    appVersion: '9.9.9',
  })
}

it('a table of measures has a row for each frame and a column for each measure', async () => {
  const { path, rows } = await exportMeasures('measures')
  const [names, ...lines] = readCells(path, ',')
  expect(names).toEqual([
    ...['source', 'frame', 'time_s', 'subject', 'detected'],
    ...builtInMeasures('pose').map(({ name }) => name),
  ])
  expect([rows, lines.length]).toEqual([300, 300])
  const knee = names!.indexOf('left_knee_angle')
  for (const [frame, bent] of bendings.entries()) {
    if (frame === 7) continue
    expect(Number(lines[frame]![knee])).toBeCloseTo(180 - bent, 3)
  }
  expect(lines[7]!.slice(0, 6)).toEqual(['squats.mp4', '7', '0.233333', '', 'false', ''])
  const thigh = names!.indexOf('left_thigh_length')
  expect(lines[100]![thigh]).toBe('0.5')
})

it('speeds are known across the blocks in which frames are calculated, and beside no gap', async () => {
  const { path } = await exportMeasures('measures')
  const [names, ...lines] = readCells(path, ',')
  const speed = names!.indexOf('left_ankle_speed')
  const unknown = lines.flatMap((cells, frame) => (cells[speed] === '' ? [frame] : []))
  expect(unknown).toEqual([0, 6, 7, 8, 299])
})

it('a summary counts the squats and says how far they go', async () => {
  const { path } = await exportMeasures('measures-summary')
  const [names, ...lines] = readCells(path, ',')
  const knee = lines.find((cells) => cells.includes('left_knee_angle'))!
  const of = (name: string) => knee[names!.indexOf(name)]
  expect([of('unit'), of('frames'), of('frames_known'), of('repetitions')]).toEqual([
    ...['deg', '299', '299', '10'],
  ])
  expect(Number(of('min'))).toBeCloseTo(90, 3)
  expect(Number(of('max'))).toBeCloseTo(180, 3)
  expect(Number(of('range'))).toBeGreaterThan(88)
})

it('a measure of somebody’s own has a column, and stands in the JSON with its formula', async () => {
  const { path } = await exportMeasures('measures', [
    { name: 'half_knee', expression: 'angle(left_hip, left_knee, left_ankle) / 2' },
    { name: 'of_a_hand', expression: 'distance(thumb_tip, pinky_tip)' },
  ])
  const [names, first] = readCells(path, ',')
  expect(names).not.toContain('of_a_hand')
  expect(first![names!.indexOf('half_knee')]).toBe('90')
  const { columns } = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as { columns: object[] }
  expect(columns).toContainEqual({
    column: 'half_knee',
    meaning: 'A measure of your own',
    unit: 'deg',
    formula: 'angle(left_hip, left_knee, left_ankle) / 2',
  })
})

it('DuckDB reads both tables, and takes their numbers for numbers', async () => {
  const connection = await (await DuckDBInstance.create()).connect()
  for (const format of ['measures', 'measures-summary'] as const) {
    const { path } = await exportMeasures(format)
    const column = format === 'measures' ? 'left_knee_angle' : 'mean'
    const sql = `SELECT count(*), typeof(any_value(${column})) FROM read_csv('${path}')`
    const [row] = (await connection.runAndReadAll(sql)).getRowsJS()
    expect(row![1]).toBe('DOUBLE')
    expect(readFileSync(path, 'utf8').trimEnd().split('\r\n')).toHaveLength(Number(row![0]) + 1)
  }
  connection.closeSync()
})
