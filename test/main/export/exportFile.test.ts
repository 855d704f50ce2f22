import { DuckDBInstance } from '@duckdb/node-api'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csvColumns, type ColumnContent } from '../../../common/export/columns'
import { restoreFormula } from '../../../common/export/formulas'
import { defaultCsvOptions, type CsvOptions, type CsvShape } from '../../../common/export/options'
import { partsOfTask } from '../../../common/export/parts'
import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type LandmarkField,
  type PackedPart,
} from '../../../common/landmarks'
import { tasks, type Task } from '../../../common/tasks'
import { topologies } from '../../../common/topologies'
import { exportCsv } from '../../../main/export/exportFile'
import { Library } from '../../../main/library/library'
import { until } from '../../processes'
import { temporaryFolder } from '../library/libraryFolder'
import { done, newBatch, samplePart, storeDone, waitingJob } from '../library/libraryRecords'

type Cell = string | number | boolean | null
type Files = Readonly<Record<string, readonly FrameLandmarks[]>>

async function exportTo(
  path: string,
  library: Library,
  sourceIds: readonly number[],
  csv: Partial<CsvOptions> = {},
) {
  return exportCsv({
    ...{ library, sourceIds, destinationPath: path, appVersion: '9.9.9' },
    csv: { ...defaultCsvOptions, ...csv },
  })
}

/** Stores files in a library of their own and exports all of them. */
async function exportFiles(task: Task, files: Files, csv: Partial<CsvOptions> = {}) {
  await using library = await Library.openInMemory()
  const path = join(temporaryFolder(), 'landmarks.csv')
  const ids = await storeDone(library, task, files)
  return await exportTo(path, library, ids, csv)
}

/** Cells as Python's csv module reads them. */
function readWithPython(path: string): string[][] {
  const script = `import csv, json, sys
csv.field_size_limit(10**9)
with open(sys.argv[1], newline='', encoding='utf-8-sig') as file:
    rows = list(csv.reader(file, strict=True))
sys.stdout.buffer.write(json.dumps(rows).encode())`
  const output = execFileSync(pythonCommand(), ['-c', script, path], { maxBuffer: 2 ** 30 })
  return JSON.parse(output.toString()) as string[][]
}

function pythonCommand(): string {
  const command = process.platform === 'win32' ? 'python' : 'python3'
  try {
    execFileSync(command, ['--version'])
    return command
  } catch (cause) {
    throw new Error(`${command} is not installed: how Python reads a CSV was not tested`, { cause })
  }
}

async function readWithDuckDb(path: string): Promise<string[][]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const sql = `FROM read_csv($1, header = false, all_varchar = true, delim = ',', quote = '"',
    escape = '"', new_line = '\\r\\n', nullstr = '\\0', max_line_size = 10000000)`
  const rows = (await connection.runAndReadAll(sql, [path])).getRowsJson() as string[][]
  connection.closeSync()
  instance.closeSync()
  return rows
}

/** The rows that the files ought to give, with exact values instead of text. */
function expectedRows(shape: CsvShape, task: Task, files: Files): Cell[][] {
  return Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, frames]) => frames.flatMap((frame) => frameRows(shape, task, name, frame)))
}

function frameRows(shape: CsvShape, task: Task, source: string, frame: FrameLandmarks): Cell[][] {
  const columns = csvColumns(shape, task).map(({ content }) => content)
  const parent = [source, frame.frame, frame.timestampUs / 1e6]
  const row = (subject: number | null, cells: (content: ColumnContent) => Cell): Cell[] => [
    ...[...parent, subject, subject !== null],
    ...columns.slice(5).map(cells),
  ]
  if (frame.parts.length === 0) return [row(null, () => null)]
  const subjects = [...new Set(frame.parts.map(({ subject }) => subject))].sort((a, b) => a - b)
  return subjects.flatMap((subject) => {
    const parts = partsOfTask[task].flatMap(
      (name) => frame.parts.find((part) => part.part === name && part.subject === subject) ?? [],
    )
    if (shape === 'wide') return [row(subject, (content) => wideCell(parts, content))]
    return parts.flatMap((part) =>
      topologies[part.topology].landmarks.map((landmark, index) =>
        row(subject, (content) => longCell(part, landmark, index, content)),
      ),
    )
  })
}

function wideCell(parts: readonly PackedPart[], content: ColumnContent): Cell {
  if (!('part' in content)) throw new Error(`${content.kind} is not expected here`)
  const part = parts.find(({ part }) => part === content.part)
  if (part === undefined) return null
  return content.kind === 'point' ? number(part, content.index, content.field) : part[content.kind]
}

function longCell(part: PackedPart, landmark: string, index: number, content: ColumnContent): Cell {
  if (content.kind === 'landmark') return landmark
  if (content.kind === 'field') return number(part, index, content.field)
  return part[content.kind as 'part' | 'handedness' | 'score']
}

function number({ points }: PackedPart, index: number, field: LandmarkField): number | null {
  const value = points[index * landmarkStride + landmarkFields.indexOf(field)]!
  return Number.isNaN(value) ? null : value
}

const textColumns = new Set(['source', 'part', 'handedness', 'landmark'])

/** The values that a reader's text stands for. */
function valuesOf(rows: readonly string[][]): Cell[][] {
  const [header = [], ...body] = rows
  return body.map((cells) => cells.map((text, column) => valueOf(text, header[column]!)))
}

function valueOf(text: string, column: string): Cell {
  if (text === '') return null
  if (column === 'source') return restoreFormula(text)
  if (textColumns.has(column)) return text
  if (column === 'detected') return text === 'true'
  return column === 'time_s' ? Number(text) : Math.fround(Number(text))
}

function sampleFiles(task: Task): Files {
  const [first, ...others] = partsOfTask[task]
  const two = task === 'holistic' ? [] : [samplePart(first!, 3, 5)]
  return {
    'walk.mp4': [
      {
        ...{ frame: 0, timestampUs: 0 },
        parts: [...partsOfTask[task].map((part) => samplePart(part)), ...two],
      },
      { frame: 2, timestampUs: 33_333, parts: [] },
      { frame: 4, timestampUs: 70, parts: others.map((part) => samplePart(part, 0, 1)) },
      { frame: 70_000, timestampUs: 3_600_500_000, parts: [samplePart(first!, 1, 2)] },
    ],
    'empty.jpg': [{ frame: 0, timestampUs: 0, parts: [] }],
  }
}

const strangeNames = [
  ...['=1+1.jpg', '+a.jpg', '-b.jpg', '@c.jpg', '\td.jpg', '\re.jpg', "'=f.jpg", "''-g.jpg"],
  ...["'h'.jpg", 'a "quoted", name.jpg', 'two\nlines.jpg', 'two\r\nlines.jpg', ' spaces .jpg'],
  ...['ünïcödé/手.jpg', '\u{1f44b}.jpg', 'e\u0301.jpg', '"', ',', '#note.jpg', 'NULL', 'a;b.jpg'],
]

describe.each(tasks)('a CSV of %s', (task) => {
  it.each(['long', 'wide'] as const)('in the %s shape is read back exactly', async (shape) => {
    const files = sampleFiles(task)
    const { path, rows } = await exportFiles(task, files, { shape })
    const expected = expectedRows(shape, task, files)
    const header = csvColumns(shape, task).map(({ name }) => name)
    const byPython = readWithPython(path)
    expect(byPython[0]).toEqual(header)
    expect(valuesOf(byPython)).toEqual(expected)
    expect(await readWithDuckDb(path)).toEqual(byPython)
    expect(rows).toBe(expected.length)
  })
})

describe('a CSV', () => {
  it.each([true, false])('keeps strange names (defused: %s)', async (defuseFormulas) => {
    const files = Object.fromEntries(strangeNames.map((name) => [name, [nothing(0)]]))
    const { path } = await exportFiles('hands', files, { defuseFormulas })
    const rows = readWithPython(path)
    expect(await readWithDuckDb(path)).toEqual(rows)
    const names = rows.slice(1).map(([name]) => name!)
    const dangerous = names.filter((name) => /^[=+\-@\t\r]/.test(name))
    expect(dangerous).toHaveLength(defuseFormulas ? 0 : 6)
    const restored = defuseFormulas ? names.map(restoreFormula) : names
    expect(restored).toEqual(strangeNames.toSorted())
  })

  it('ends its lines with CRLF, and prints plain values', async () => {
    const part = { ...samplePart('hand'), handedness: 'left', score: 0.75 } as const
    part.points.fill(NaN).set([0.5, -0.25, 1e-7])
    const found = { frame: 1, timestampUs: 33_333, parts: [part] }
    const { path } = await exportFiles('hands', { 'a.mp4': [nothing(0), found] }, { shape: 'long' })
    const lines = readFileSync(path, 'utf8').split('\r\n')
    expect(lines.slice(1, 4)).toEqual([
      'a.mp4,0,0.0,,false,,,,,,,,,,,,',
      'a.mp4,1,0.033333,0,true,hand,left,wrist,0.5,-0.25,1e-07,,,,,,0.75',
      'a.mp4,1,0.033333,0,true,hand,left,thumb_cmc,,,,,,,,,0.75',
    ])
    expect(lines.at(-1)).toBe('')
    expect(lines.join('')).not.toMatch(/[\r\n]/)
  })

  it('has nothing but its header where no file is done', async () => {
    await using library = await Library.openInMemory()
    const [id] = library.reserveSourceIds(1) as [number]
    await library.addSources(await library.createBatch(newBatch('face')), [waitingJob(id, 'a.mp4')])
    const path = join(temporaryFolder(), 'none.csv')
    expect((await exportTo(path, library, [id])).rows).toBe(0)
    expect(readWithPython(path)).toHaveLength(1)
  })

  it('begins with a byte order mark if asked to', async () => {
    const { path } = await exportFiles('pose', sampleFiles('pose'), { byteOrderMark: true })
    expect(readFileSync(path).subarray(0, 9).toString('hex')).toBe(
      `efbbbf${Buffer.from('source').toString('hex')}`,
    )
    expect(await readWithDuckDb(path)).toEqual(readWithPython(path))
  })

  it('holds a long video in the order of its frames', async () => {
    const frames = Array.from({ length: 420 }, (_, index) => ({
      ...{ frame: index * 2, timestampUs: index * 66_666 },
      parts: index % 3 === 0 ? [] : [samplePart('face')],
    }))
    const files = { 'long.mp4': frames, 'a.jpg': [nothing(0)], 'z.jpg': [nothing(0)] }
    const { path } = await exportFiles('face', files)
    const order = readWithPython(path).map(([source, frame, , , , , , landmark]) =>
      [source, frame, landmark].join(' '),
    )
    const expected = expectedRows('long', 'face', files)
    expect(order.slice(1)).toEqual(expected.map((row) => [row[0], row[1], row[7]].join(' ')))
  })

  it('is the same whatever was finished first', async () => {
    const names = ['c.mp4', 'a.mp4', 'b.mp4']
    const frames = sampleFiles('holistic')['walk.mp4']!
    const forwards = await exportInterleaved(names, [0, 1, 2], frames)
    const backwards = await exportInterleaved(names, [2, 0, 1], frames)
    expect(backwards).toEqual(forwards)
  })
})

function nothing(frame: number): FrameLandmarks {
  return { frame, timestampUs: 0, parts: [] }
}

/** Exports both shapes after all files were in work at the same time. */
async function exportInterleaved(
  names: readonly string[],
  order: readonly number[],
  frames: readonly FrameLandmarks[],
): Promise<string[]> {
  await using library = await Library.openInMemory()
  const ids = library.reserveSourceIds(names.length)
  const batchId = await library.createBatch(newBatch('holistic'))
  await library.addSources(
    batchId,
    names.map((name, index) => waitingJob(ids[index]!, name)),
  )
  for (const frame of frames) for (const index of order) library.appendFrames(ids[index]!, [frame])
  for (const index of order) await library.finishSource(ids[index]!, done(frames))
  const paths = { long: join(temporaryFolder(), 'a.csv'), wide: join(temporaryFolder(), 'b.csv') }
  await exportTo(
    paths.long,
    library,
    order.map((index) => ids[index]!),
    { shape: 'long' },
  )
  await exportTo(paths.wide, library, ids, { shape: 'wide' })
  return [readFileSync(paths.long, 'utf8'), readFileSync(paths.wide, 'utf8')]
}

describe('the JSON beside a CSV', () => {
  it('tells what became of every file that was to be exported', async () => {
    await using library = await Library.openInMemory()
    const ids = library.reserveSourceIds(5)
    const jobs = ['a.mp4', 'b.mp4', 'b.mp4', '=d.gif', 'e.mp4'].map((name, index) =>
      waitingJob(ids[index]!, name),
    )
    const refused = { kind: 'refused', reason: 'empty', message: 'The file is empty.' } as const
    jobs[3] = { ...jobs[3]!, mediaKind: null, state: refused }
    jobs[2] = { ...jobs[2]!, path: '/elsewhere/b.mp4' }
    await library.addSources(await library.createBatch(newBatch('hands')), jobs)
    const frames = [nothing(0)]
    library.appendFrames(ids[0]!, frames)
    await library.finishSource(ids[0]!, done(frames))
    library.appendFrames(ids[1]!, frames)
    await library.finishSource(ids[1]!, { kind: 'failed', message: 'It ends too early.' })
    const path = join(temporaryFolder(), 'landmarks.csv')
    const { rows } = await exportTo(path, library, ids.slice(0, 4))

    expect(rows).toBe(1)
    const json = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Record<string, unknown>
    expect(json).toMatchObject({
      csv: { file: 'landmarks.csv', shape: 'long', rows: 1, lineEnd: 'CRLF', encoding: 'UTF-8' },
      writtenBy: { name: 'Landmark Studio', version: '9.9.9' },
      trackedBy: { name: 'Landmark Studio', version: '1.2.3' },
      model: { file: 'sample.task', sha256: 'abc123' },
      batch: { title: 'Sample', startedAt: '2025-01-02T03:04:05.000Z' },
      options: newBatch('hands').options,
      coordinates: { mirrored: false },
    })
    expect(json.libraries).toEqual({
      '@mediapipe/tasks-vision': '0.10.35',
      duckdb: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
    })
    const common = { sizeBytes: 1000, mediaKind: 'video' }
    expect(json.sources).toEqual([
      {
        ...{ source: 'a.mp4', name: 'a.mp4', path: '/media/a.mp4', state: 'done', ...common },
        ...{ widthPx: 640, heightPx: 360, frames: 1, framesDetected: 0, subjects: 0 },
      },
    ])
    const failed = { state: 'failed', message: 'It ends too early.', ...common }
    expect(json.withoutLandmarks).toEqual([
      {
        ...{ source: '/elsewhere/b.mp4', name: 'b.mp4', path: '/elsewhere/b.mp4' },
        ...common,
        state: 'waiting',
      },
      { ...{ source: '/media/b.mp4', name: 'b.mp4', path: '/media/b.mp4' }, ...failed },
      {
        ...{ source: '=d.gif', name: '=d.gif', path: '/media/=d.gif', ...common, mediaKind: null },
        ...{ state: 'refused', reason: 'empty', message: 'The file is empty.' },
      },
    ])
  })
})

describe('an export that fails', () => {
  it('says that the folder is gone', async () => {
    await using library = await Library.openInMemory()
    const ids = await storeDone(library, 'hands', { 'a.jpg': [nothing(0)] })
    const folder = temporaryFolder()
    rmSync(folder, { recursive: true })
    const path = join(folder, 'landmarks.csv')
    await expect(exportTo(path, library, ids)).rejects.toThrow(
      `${path} could not be written. The folder is gone: choose another one, then try again.`,
    )
  })

  it('says that a folder has the name, and leaves no temporary file', async () => {
    await using library = await Library.openInMemory()
    const ids = await storeDone(library, 'hands', { 'a.jpg': [nothing(0)] })
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'landmarks.csv'))
    const exporting = exportTo(join(folder, 'landmarks.csv'), library, ids)
    await expect(exporting).rejects.toThrow('There is a folder of that name')
    expect(readdirSync(folder)).toEqual(['landmarks.csv'])
  })

  it('half-way leaves the older file as it was, and no temporary file', async () => {
    const library = await Library.openInMemory()
    const frames = Array.from({ length: 1500 }, (_, frame) => ({
      ...{ frame, timestampUs: 0, parts: [samplePart('face')] },
    }))
    const ids = await storeDone(library, 'face', { 'a.mp4': frames })
    const folder = temporaryFolder()
    const path = join(folder, 'landmarks.csv')
    writeFileSync(path, 'older')
    const exporting = exportTo(path, library, ids)
    const failing = expect(exporting).rejects.toThrow(`${path} could not be written.`)
    await until(() => readdirSync(folder).length > 1)
    const temporary = readdirSync(folder).find((name) => name.startsWith('.'))!
    rmSync(join(folder, temporary), { recursive: true })
    await failing
    await library.close()
    expect(readdirSync(folder)).toEqual(['landmarks.csv'])
    expect(readFileSync(path, 'utf8')).toBe('older')
  })

  it('because files are not of one batch says so', async () => {
    await using library = await Library.openInMemory()
    const ids = [
      ...(await storeDone(library, 'hands', { 'a.jpg': [nothing(0)] })),
      ...(await storeDone(library, 'hands', { 'b.jpg': [nothing(0)] })),
    ]
    const path = join(temporaryFolder(), 'landmarks.csv')
    await expect(exportTo(path, library, ids)).rejects.toThrow('several batches')
    await expect(exportTo(path, library, [])).rejects.toThrow('There is no file to export.')
    expect(existsSync(path)).toBe(false)
  })
})
