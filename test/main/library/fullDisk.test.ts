import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { FrameLandmarks } from '../../../common/landmarks'
import { Library } from '../../../main/library/library'
import { mountSmallDisk, noSmallDisks, skipNote, type SmallDisk } from '../../smallDisk'
import { done, newBatch, samplePart, waitingJob } from './libraryRecords'

const frames: readonly FrameLandmarks[] = Array.from({ length: 300 }, (_, frame) => ({
  ...{ frame, timestampUs: frame * 33_333, parts: [samplePart('face', 0, frame)] },
}))
/** Less than the landmarks above take. */
const tooLittleBytes = 300_000
/** In which a library tries more than once. */
const someTriesMs = 3000

/** A library with a batch of two waiting files, on a disk that is as good as full. */
async function openOnFullDisk() {
  const disk = mountSmallDisk(40_000_000)
  onTestFinished(() => disk[Symbol.dispose]())
  const path = join(disk.folder, 'library.duckdb')
  const library = await Library.open(path)
  onTestFinished(() => library.close().catch(() => undefined))
  const [first, second] = library.reserveSourceIds(2) as [number, number]
  const batch = await library.createBatch(newBatch('face'))
  await library.addSources(batch, [waitingJob(first, 'a.mp4'), waitingJob(second, 'b.mp4')])
  disk.leaveFree(tooLittleBytes)
  return { disk, path, library, batch, first, second }
}

async function countFrames(library: Library, sourceId: number): Promise<number> {
  const connection = await library.connect()
  const sql =
    'SELECT count(DISTINCT frame)::INTEGER, count(*)::INTEGER FROM detections WHERE source_id = $1'
  const [row] = (await connection.runAndReadAll(sql, [sourceId])).getRowsJS()
  connection.closeSync()
  expect(row?.[0]).toBe(row?.[1])
  return row?.[0] as number
}

async function reopen(disk: SmallDisk, library: Library, path: string): Promise<Library> {
  disk.empty()
  await library.close()
  const opened = await Library.open(path)
  onTestFinished(() => opened.close())
  return opened
}

describe.skipIf(noSmallDisks)(`a library on a full disk${skipNote}`, () => {
  it('keeps everything, and writes it once there is space again', async () => {
    const { disk, path, library, batch, first, second } = await openOnFullDisk()
    library.appendFrames(first, frames)
    let isWritten = false
    const writing = library.finishSource(first, done(frames)).then(() => (isWritten = true))
    await setTimeout(someTriesMs)
    expect(isWritten).toBe(false)
    // It takes more meanwhile, and what it had on disk can be read.
    library.appendFrames(second, frames)
    expect((await library.readBatch(batch)).jobs).toHaveLength(2)

    disk.empty()
    await writing
    await library.finishSource(second, done(frames))
    const opened = await reopen(disk, library, path)
    expect([await countFrames(opened, first), await countFrames(opened, second)]).toEqual([
      ...[frames.length, frames.length],
    ])
    const states = (await opened.readBatch(batch)).jobs.map(({ state }) => state.kind)
    expect(states).toEqual(['done', 'done'])
  })

  it('tells who waits when it is to give up, and still loses no landmarks', async () => {
    const { disk, path, library, first } = await openOnFullDisk()
    library.appendFrames(first, frames)
    const writing = library.finishSource(first, done(frames))
    const told = expect(writing).rejects.toThrow(
      'could not be written. The disk is full: free some space, then try again.',
    )
    await library.giveUpWriting()
    await told

    disk.empty()
    await library.finishSource(first, done(frames))
    const opened = await reopen(disk, library, path)
    expect(await countFrames(opened, first)).toBe(frames.length)
  })

  it('closes without waiting for space, and is whole when it is opened again', async () => {
    const { disk, path, library, batch, first } = await openOnFullDisk()
    library.appendFrames(first, frames)
    await expect(library.close()).rejects.toThrow('The disk is full')
    disk.empty()

    await using opened = await Library.open(path)
    expect(await countFrames(opened, first)).toBe(0)
    const states = (await opened.readBatch(batch)).jobs.map(({ state }) => state.kind)
    expect(states).toEqual(['waiting', 'waiting'])
  })
})
