import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../../common/jobs'
import type { FrameLandmarks } from '../../../common/landmarks'
import { Library } from '../../../main/library/library'
import { temporaryFolder } from './libraryFolder'
import { done, newBatch, samplePart, waitingJob } from './libraryRecords'

const frames: readonly FrameLandmarks[] = [
  { frame: 0, timestampUs: 0, parts: [samplePart('hand', 0), samplePart('hand', 1)] },
  { frame: 1, timestampUs: 33_333, parts: [] },
]

function libraryPath(): string {
  return join(temporaryFolder(), 'library.duckdb')
}

/** A library with one batch of two waiting files. */
async function startBatch(library: Library) {
  const [first, second] = library.reserveSourceIds(2) as [number, number]
  const batchId = await library.createBatch(newBatch('hands'))
  await library.addSources(batchId, [waitingJob(first, 'a.mp4'), waitingJob(second, 'b.mp4')])
  return { batchId, first, second }
}

async function countRows(library: Library, sourceId: number): Promise<number> {
  const connection = await library.connect()
  try {
    const sql = 'SELECT count(*) FROM detections WHERE source_id = $1'
    const reader = await connection.runAndReadAll(sql, [sourceId])
    return Number(reader.getRowsJS()[0]?.[0])
  } finally {
    connection.closeSync()
  }
}

describe('batches', () => {
  it('come back as they went in, with all their files', async () => {
    await using library = await Library.openInMemory()
    const ids = library.reserveSourceIds(5)
    const states: Job['state'][] = [
      { kind: 'waiting' },
      { kind: 'refused', reason: 'truncated', message: 'The file ends too early.' },
      { kind: 'running', worker: 1, progress: 0.5 },
      { kind: 'waiting' },
      { kind: 'waiting' },
    ]
    const jobs = states.map((state, index) => {
      const mediaKind = state.kind === 'refused' ? null : ('photo' as const)
      return { ...waitingJob(ids[index]!, `ä "b", ${index}\n.jpg`), mediaKind, state }
    })
    const batchId = await library.createBatch(newBatch('face'))
    await library.addSources(batchId, jobs.slice(0, 3))
    await library.addSources(batchId, jobs.slice(3))
    await library.finishSource(ids[3]!, { kind: 'failed', message: 'It broke.' })
    await library.finishSource(ids[4]!, done(frames))

    const waiting = { kind: 'waiting' } as const
    const finished = [waiting, states[1]!, waiting, { kind: 'failed', message: 'It broke.' }]
    const expected = [...finished, done(frames)].map((state, index) => ({ ...jobs[index]!, state }))
    expect(await library.readBatch(batchId)).toEqual({
      ...newBatch('face'),
      id: batchId,
      segments: new Map(),
      searches: [],
      jobs: expected,
      recording: null,
    })
    expect(await library.batches()).toEqual([
      {
        ...{ id: batchId, createdAt: newBatch('face').createdAt, title: 'Sample', files: 5 },
        options: newBatch('face').options,
      },
    ])
  })

  it('take ten thousand files at once', async () => {
    await using library = await Library.open(libraryPath())
    const ids = library.reserveSourceIds(10_000)
    const batchId = await library.createBatch(newBatch('pose'))
    const jobs = ids.map((id) => waitingJob(id, `${id}.jpg`))
    await library.addSources(batchId, jobs)
    await library.setStates(ids.slice(0, 5000), { kind: 'cancelled' })
    const stored = (await library.readBatch(batchId)).jobs
    expect(stored.map(({ id }) => id)).toEqual(ids)
    expect(stored.filter(({ state }) => state.kind === 'cancelled')).toHaveLength(5000)
  })

  it('that do not exist are named in a sentence', async () => {
    await using library = await Library.openInMemory()
    await expect(library.readBatch(7)).rejects.toThrow('The library has no batch 7.')
  })
})

describe('landmarks', () => {
  it('are on disk about half a second after they came', async () => {
    await using library = await Library.open(libraryPath())
    const { first } = await startBatch(library)
    library.appendFrames(first, frames)
    for (let waits = 0; waits < 50 && (await countRows(library, first)) < 3; waits++) {
      await setTimeout(100)
    }
    expect(await countRows(library, first)).toBe(3)
  })

  it('are on disk when their source is finished', async () => {
    await using library = await Library.open(libraryPath())
    const { first, second } = await startBatch(library)
    library.appendFrames(first, frames)
    library.appendFrames(second, frames.slice(1))
    await library.finishSource(first, done(frames))
    expect([await countRows(library, first), await countRows(library, second)]).toEqual([3, 1])
  })

  it('of a first try vanish completely, those of the second stay', async () => {
    await using library = await Library.open(libraryPath())
    const { batchId, first, second } = await startBatch(library)
    library.appendFrames(first, frames)
    library.appendFrames(second, frames)
    await library.finishSource(first, { kind: 'failed', message: 'A worker died.' })
    library.appendFrames(first, frames)
    const discarding = library.discardFrames([first])
    library.appendFrames(first, frames.slice(1))
    await discarding
    expect((await library.readBatch(batchId)).jobs[0]?.state).toEqual({ kind: 'waiting' })
    await library.finishSource(first, done(frames.slice(1)))
    expect([await countRows(library, first), await countRows(library, second)]).toEqual([1, 3])
  })

  it('with too few numbers are refused', async () => {
    await using library = await Library.openInMemory()
    const part = { ...samplePart('hand'), points: new Float32Array(8) }
    const append = () => library.appendFrames(1, [{ frame: 3, timestampUs: 0, parts: [part] }])
    expect(append).toThrow('Frame 3: 8 numbers are no hand')
  })
})

describe('a library', () => {
  it('keeps what is done, and lets what was interrupted wait without landmarks', async () => {
    const path = libraryPath()
    const library = await Library.open(path)
    const { batchId, first, second } = await startBatch(library)
    library.appendFrames(first, frames)
    await library.finishSource(first, done(frames))
    library.appendFrames(second, frames)
    await library.close()

    await using again = await Library.open(path)
    const states = (await again.readBatch(batchId)).jobs.map(({ state }) => state)
    expect(states).toEqual([done(frames), { kind: 'waiting' }])
    expect([await countRows(again, first), await countRows(again, second)]).toEqual([3, 0])
    expect(again.reserveSourceIds(2)).toEqual([second + 1, second + 2])
    expect(await again.createBatch(newBatch('hands'))).toBe(batchId + 1)
  })

  it('may be closed twice, and then takes nothing more', async () => {
    const path = libraryPath()
    const library = await Library.open(path)
    await Promise.all([library.close(), library.close()])
    await library.close()
    expect(() => library.appendFrames(1, frames)).toThrow('The library is closed.')
    await expect(library.discardFrames([1])).rejects.toThrow('The library is closed.')
    expect(existsSync(`${path}.wal`)).toBe(false)
  })

  it('is opened once only', async () => {
    const path = libraryPath()
    const library = await Library.open(path)
    await expect(Library.open(path)).rejects.toThrow('Another Landmark Studio has the library open')
    await library.close()
    await (await Library.open(path)).close()
  })

  it('has no way to the network', async () => {
    await using library = await Library.openInMemory()
    const connection = await library.connect()
    try {
      await expect(connection.run("FROM 'https://example.org/a.csv'")).rejects.toThrow(/httpfs/)
      const unlock = connection.run('SET autoload_known_extensions = true')
      await expect(unlock).rejects.toThrow(/locked/)
    } finally {
      connection.closeSync()
    }
  })
})

describe('a file is not opened', () => {
  it('if a newer version wrote it', async () => {
    const path = libraryPath()
    await runIn(path, 'CREATE TABLE meta (schema_version UINTEGER); INSERT INTO meta VALUES (99)')
    await expect(Library.open(path)).rejects.toThrow('was written by a newer Landmark Studio')
  })

  it('if it is a database of something else', async () => {
    const path = libraryPath()
    await runIn(path, 'CREATE TABLE songs (title VARCHAR)')
    await expect(Library.open(path)).rejects.toThrow(
      'is a database, but no Landmark Studio library',
    )
  })

  it('if it is no database at all', async () => {
    const path = libraryPath()
    writeFileSync(path, 'not a database'.repeat(1000))
    await expect(Library.open(path)).rejects.toThrow('is not a library that this version')
  })

  it('if its folder is gone', async () => {
    const path = join(temporaryFolder(), 'gone', 'library.duckdb')
    await expect(Library.open(path)).rejects.toThrow(`The library ${path} could not be opened`)
  })
})

async function runIn(path: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  await connection.run(sql)
  connection.closeSync()
  instance.closeSync()
}
