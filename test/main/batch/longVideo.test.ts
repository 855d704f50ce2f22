import { mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { defaultCsvOptions } from '../../../common/export/options'
import { sentence } from '../../../common/sentence'
import { defaultTrackingOptions } from '../../../common/tasks'
import { exportCsv } from '../../../main/export/exportFile'
import { Library } from '../../../main/library/library'
import { findModel, type Model } from '../../../main/models'
import { makeLongVideo } from '../../app/folders'
import { modelsFolder, until } from '../../processes'
import { Observed } from './observedBatch'

// 36 seconds at ten frames a second: four segments, over which people come and go.
const seconds = 36
const cutFrames = [100, 200, 300]
const tracking = { ...defaultTrackingOptions('face'), maxSubjects: 2 }

describe('a long video', () => {
  let folder: string
  let video: string
  let libraryPath: string
  let library: Library
  let model: Model
  let observed: Observed
  /** The CSV of a run with one worker that nothing has disturbed. */
  let expected: string

  const start = (workers: number) => observed.batch.start({ tracking, model, workers })

  async function addVideo(): Promise<void> {
    await observed.batch.add([video], { includeSubfolders: true })
  }

  async function csv(): Promise<string> {
    const { jobs } = observed.batch.snapshot()
    const { path } = await exportCsv({
      ...{ library, appVersion: 'test', csv: defaultCsvOptions },
      sourceIds: jobs.map(({ id }) => id),
      destinationPath: join(folder, `${performance.now()}.csv`),
    })
    return readFileSync(path, 'utf8')
  }

  async function openAnew(): Promise<void> {
    folder = mkdtempSync(join(tmpdir(), 'studio-long-'))
    libraryPath = join(folder, 'library.duckdb')
    library = await Library.open(libraryPath)
    observed = new Observed(library)
  }

  async function close(): Promise<void> {
    await observed.batch.close()
    await library.close()
    rmSync(folder, { recursive: true })
  }

  /** What the library has, closed and opened again as after the end of the app. */
  async function reopen(): Promise<void> {
    const { id } = observed.batch.status()
    await library.close()
    library = await Library.open(libraryPath)
    observed = new Observed(library, await library.readBatch(id ?? 0))
  }

  async function countOf(table: string): Promise<number> {
    const connection = await library.connect()
    const reader = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${table}`)
    connection.closeSync()
    return reader.getRowsJS()[0]?.[0] as number
  }

  beforeAll(async () => {
    const made = await makeLongVideo()
    video = join(mkdtempSync(join(tmpdir(), 'studio-long-')), 'long.mp4')
    await copyFile(made, video)
    model = await findModel(tracking, { builtIn: modelsFolder })
    await openAnew()
    await addVideo()
    await start(1)
    await observed.batch.runEnded()
    expected = await csv()
    await close()
  })
  beforeEach(openAnew)
  afterEach(close)

  it('has every frame once, and people whose numbers go on over its segments', () => {
    const rows = expected
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','))
    const frames = new Set(rows.map(([, frame]) => frame))
    expect(frames.size).toBe(seconds * 10)
    const keys = rows.map((row) => row.slice(0, 8).join())
    expect(new Set(keys).size).toBe(rows.length)

    const subjectsIn = (frame: number) =>
      new Set(rows.filter((row) => row[1] === String(frame)).map(([, , , subject]) => subject))
    const inBoth = (frame: number, other: number) =>
      [...subjectsIn(frame)].filter((subject) => subjectsIn(other).has(subject))
    for (const cut of cutFrames) expect(inBoth(cut - 1, cut)).not.toEqual([])
    expect(inBoth(0, seconds * 10 - 1)).toEqual([])
  })

  it('is worked on by several workers at once, with the same result', async () => {
    await addVideo()
    await start(2)
    await until(
      () => observed.batch.workers().filter(({ state }) => state === 'busy').length === 2,
      20_000,
    )
    await observed.batch.runEnded()
    expect(observed.batch.status().counts).toMatchObject({ done: 1, failed: 0 })
    expect(await csv()).toBe(expected)
    expect(await countOf('segments')).toBe(0)
  })

  it('loses one segment at most to a worker that dies, and has the same result', async () => {
    await addVideo()
    observed.killEachTime('long.mp4', 1)
    await start(2)
    await observed.batch.runEnded()
    expect(observed.batch.status().counts).toMatchObject({ done: 1, failed: 0 })
    expect(await csv()).toBe(expected)
  })

  it('goes on after the app has ended with the segments that were not done', async () => {
    await addVideo()
    await start(1)
    await until(() => observed.progressOf('long.mp4') > 0.4, 30_000)
    await observed.batch.interrupt()
    expect((await library.findInterrupted())?.id).toBe(observed.batch.status().id)
    await reopen()
    const state = observed.stateOf('long.mp4')
    expect(state).toMatchObject({ kind: 'waiting' })
    expect(observed.progressOf('long.mp4')).toBeGreaterThan(0.2)
    await start(2)
    await observed.batch.runEnded()
    expect(await csv()).toBe(expected)
  })

  it('keeps what is done when it is cancelled, and begins anew when it was changed', async () => {
    await addVideo()
    await start(1)
    await until(() => observed.progressOf('long.mp4') > 0.4, 30_000)
    await observed.batch.cancel()
    expect(await countOf('segments')).toBe(4)
    utimesSync(video, new Date(), new Date())
    await observed.batch.retry()
    await start(1)
    await observed.batch.runEnded()
    expect(observed.stateOf('long.mp4')).toMatchObject({
      kind: 'failed',
      message: sentence('sentences.file.changed', { name: 'long.mp4' }),
    })
    expect([await countOf('segments'), await countOf('detections')]).toEqual([0, 0])
    await observed.batch.retry()
    await start(2)
    await observed.batch.runEnded()
    expect(await csv()).toBe(expected)
  })
})
