import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { csvColumns } from '../../../common/export/columns'
import type { ExportFormat } from '../../../common/export/formats'
import { defaultCsvOptions } from '../../../common/export/options'
import { partsOfTask, partTables } from '../../../common/export/parts'
import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type PackedPart,
} from '../../../common/landmarks'
import { tasks, type Task } from '../../../common/tasks'
import { topologies } from '../../../common/topologies'
import { exportLandmarks } from '../../../main/export/exportFile'
import { Library } from '../../../main/library/library'
import { temporaryFolder } from '../library/libraryFolder'
import { newBatch, samplePart, storeDone, waitingJob } from '../library/libraryRecords'

type Row = Record<string, unknown>
type Files = Readonly<Record<string, readonly FrameLandmarks[]>>

function sampleFiles(task: Task): Files {
  const [first, ...others] = partsOfTask[task]
  return {
    'a walk.mp4': [
      { frame: 0, timestampUs: 0, parts: partsOfTask[task].map((part) => samplePart(part)) },
      { frame: 2, timestampUs: 33_333, parts: [] },
      { frame: 4, timestampUs: 70, parts: others.map((part) => samplePart(part, 0, 1)) },
      { frame: 70_000, timestampUs: 3_600_500_000, parts: [samplePart(first!, 1, 2)] },
    ],
    "=it's.jpg": [{ frame: 0, timestampUs: 0, parts: [] }],
  }
}

async function exportFiles(task: Task, files: Files, format: ExportFormat) {
  await using library = await Library.openInMemory()
  const sourceIds = await storeDone(library, task, files)
  return await exportTo(library, sourceIds, format)
}

async function exportTo(library: Library, sourceIds: readonly number[], format: ExportFormat) {
  const options = { format, csv: defaultCsvOptions }
  const destinationPath = join(temporaryFolder(), "person's table")
  return exportLandmarks({ library, sourceIds, options, destinationPath, appVersion: '9.9.9' })
}

async function readParquet(path: string): Promise<Row[]> {
  return parquetReadObjects({ file: await asyncBufferFromFile(path) })
}

/** The lines as Python's json module reads them; their numbers as the 32-bit floats they were. */
function readWithPython(path: string): Row[] {
  const script = `import json, sys
with open(sys.argv[1], encoding='utf-8') as file:
    print(json.dumps([json.loads(line) for line in file], allow_nan=False))`
  const command = process.platform === 'win32' ? 'python' : 'python3'
  const output = execFileSync(command, ['-c', script, path], { maxBuffer: 2 ** 30 })
  return JSON.parse(output.toString(), (key, value: unknown) =>
    typeof value === 'number' && key !== 'time_s' ? Math.fround(value) : value,
  ) as Row[]
}

function sidecarOf(path: string): Row {
  return JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Row
}

/** The rows that a long table of these files ought to have. */
function longRows(task: Task, files: Files): Row[] {
  return subjectRows(files).flatMap(({ parts, ...row }) => {
    if (parts.length === 0) return [{ ...row, ...unknown }]
    const inOrder = partsOfTask[task].flatMap((name) => parts.filter(({ part }) => part === name))
    return inOrder.flatMap(({ part, handedness, score, points, topology }) =>
      topologies[topology].landmarks.map((landmark, index) => ({
        ...{ ...row, part, handedness, landmark, score },
        ...pointOf(points, index),
      })),
    )
  })
}

const unknown = Object.fromEntries(
  csvColumns('long', 'pose')
    .slice(5)
    .map(({ name }) => [name, null]),
)

interface SubjectRow extends Row {
  readonly parts: readonly PackedPart[]
}

/** One for each frame and subject, in order. */
function subjectRows(files: Files): SubjectRow[] {
  return Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([source, frames]) =>
      frames.flatMap(({ frame, timestampUs, parts }): SubjectRow[] => {
        const row = { source, frame, time_s: timestampUs / 1e6 }
        if (parts.length === 0) return [{ ...row, subject: null, detected: false, parts }]
        const subjects = [...new Set(parts.map(({ subject }) => subject))].sort()
        return subjects.map((subject) => ({
          ...{ ...row, subject, detected: true },
          parts: parts.filter((part) => part.subject === subject),
        }))
      }),
    )
}

function pointOf(points: PackedPart['points'], index: number): Row {
  return Object.fromEntries(
    landmarkFields.map((field, offset) => {
      const value = points[index * landmarkStride + offset]!
      return [field, Number.isNaN(value) ? null : value]
    }),
  )
}

/** DuckDB's dictionaries take 0 and -0 for one value, and so may give either. */
function withoutSignOfZero(rows: readonly Row[]): Row[] {
  const plain = (value: unknown): unknown => (value === 0 ? 0 : value)
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
  )
}

describe.each(tasks)('a Parquet file of %s', (task) => {
  it('is read back exactly, with the columns of a long CSV', async () => {
    const files = sampleFiles(task)
    const { path, rows } = await exportFiles(task, files, 'parquet')
    const read = await readParquet(path)
    const expected = longRows(task, files)
    expect(Object.keys(read[0]!)).toEqual(csvColumns('long', task).map(({ name }) => name))
    expect(withoutSignOfZero(read)).toEqual(withoutSignOfZero(expected))
    expect(rows).toBe(expected.length)
  })
})

describe('a Parquet file', () => {
  it('has numbers, truths and text, each of its type', async () => {
    const { path } = await exportFiles('hands', sampleFiles('hands'), 'parquet')
    const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(path))
    const types = schema.slice(1).map(({ name, type, converted_type: converted }) => {
      return `${name} ${converted ?? type}`
    })
    expect(types).toEqual([
      ...['source UTF8', 'frame UINT_32', 'time_s DOUBLE', 'subject UINT_32', 'detected BOOLEAN'],
      ...['part UTF8', 'handedness UTF8', 'landmark UTF8'],
      ...landmarkFields.map((field) => `${field} FLOAT`),
      'score FLOAT',
    ])
  })

  it('of a long video is written in parts, and keeps its order', async () => {
    const frames = Array.from({ length: 1200 }, (_, index) => ({
      ...{ frame: index * 2, timestampUs: index * 66_666 },
      parts: index % 3 === 0 ? [] : [samplePart('face')],
    }))
    const files = { 'long.mp4': frames, 'a.jpg': [], 'z.jpg': frames.slice(0, 1) }
    const { path, rows } = await exportFiles('face', files, 'parquet')
    const read = await readParquet(path)
    const inOrder = (rows: Row[]) =>
      rows.map(({ source, frame, landmark }) => [source, frame, landmark].join(' '))
    expect(inOrder(read)).toEqual(inOrder(longRows('face', files)))
    expect(rows).toBe(read.length)
  })

  it('has its columns and no row where no file is done', async () => {
    await using library = await Library.openInMemory()
    const [id] = library.reserveSourceIds(1) as [number]
    await library.addSources(await library.createBatch(newBatch('face')), [waitingJob(id, 'a.mp4')])
    const { path, rows } = await exportTo(library, [id], 'parquet')
    const { schema, num_rows: stored } = await parquetMetadataAsync(await asyncBufferFromFile(path))
    expect([rows, Number(stored), schema.length - 1]).toEqual([0, 0, 17])
  })

  it('has a JSON beside it that says what the columns are', async () => {
    const { path } = await exportFiles('pose', sampleFiles('pose'), 'parquet')
    const sidecar = sidecarOf(path)
    expect(sidecar).toMatchObject({
      format: 'Parquet',
      table: { file: "person's table", rows: 33 * 2 + 3 },
      sources: [{ source: "=it's.jpg" }, { source: 'a walk.mp4' }],
    })
    const columns = (sidecar.columns as { column: string }[]).map(({ column }) => column)
    expect(columns).toEqual(csvColumns('long', 'pose').map(({ name }) => name))
  })
})

describe.each(tasks)('JSON Lines of %s', (task) => {
  it('are one object for each frame and subject, with the landmarks of each part', async () => {
    const files = sampleFiles(task)
    const { path, rows } = await exportFiles(task, files, 'json-lines')
    const expected = subjectRows(files).map(({ parts, ...row }) => ({
      ...row,
      ...(task === 'hands' && {
        handedness: parts[0]?.handedness ?? null,
        score: parts[0]?.score ?? null,
      }),
      ...Object.fromEntries(
        partsOfTask[task].map((name) => [
          name,
          landmarksOf(parts.find(({ part }) => part === name)),
        ]),
      ),
    }))
    expect(readWithPython(path)).toEqual(expected)
    expect(rows).toBe(expected.length)
  })
})

function landmarksOf(part: PackedPart | undefined): Row[] | null {
  if (part === undefined) return null
  const { fields, topology } = partTables[part.part]
  return topologies[topology].landmarks.map((landmark, index) => {
    const point = pointOf(part.points, index)
    return { landmark, ...Object.fromEntries(fields.map((field) => [field, point[field]])) }
  })
}

describe('JSON Lines', () => {
  it('are plain to read', async () => {
    const part = { ...samplePart('hand'), handedness: 'left', score: 0.75 } as const
    part.points.fill(NaN).set([0.1, -0.25, 1e-7])
    const frames = [
      { frame: 0, timestampUs: 0, parts: [] },
      { frame: 1, timestampUs: 33_333, parts: [part] },
    ]
    const { path } = await exportFiles('hands', { 'a.mp4': frames }, 'json-lines')
    const [first, second] = readFileSync(path, 'utf8').split('\n')
    expect(first).toBe(
      '{"source":"a.mp4","frame":0,"time_s":0.0,"subject":null,"detected":false,' +
        '"handedness":null,"score":null,"hand":null}',
    )
    expect(second).toMatch(
      '{"source":"a.mp4","frame":1,"time_s":0.033333,"subject":0,"detected":true,' +
        '"handedness":"left","score":0.75,"hand":[{"landmark":"wrist","x":0.1,"y":-0.25,"z":1e-7,' +
        '"world_x":null,"world_y":null,"world_z":null},{"landmark":"thumb_cmc",',
    )
  })

  it('have a JSON beside them that says what stands where', async () => {
    const { path } = await exportFiles('holistic', sampleFiles('holistic'), 'json-lines')
    const sidecar = sidecarOf(path)
    expect(sidecar).toMatchObject({ format: 'JSON Lines', table: { rows: 5, encoding: 'UTF-8' } })
    const columns = (sidecar.columns as { column: string }[]).map(({ column }) => column)
    expect(columns).toEqual(expect.arrayContaining(['time_s', 'pose[].visibility', 'face[].z']))
  })
})
