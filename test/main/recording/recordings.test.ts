import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FrameLandmarks } from '../../../common/landmarks'
import type { RecordingRequest } from '../../../common/recordingProtocol'
import { Library } from '../../../main/library/library'
import { until } from '../../processes'
import { temporaryFolder } from '../library/libraryFolder'
import { samplePart } from '../library/libraryRecords'
import { RecordingPage } from './recordingPage'
import { handFrame, handsSetup } from './recordingPorts'

const frames: FrameLandmarks[] = [
  { frame: 0, timestampUs: 0, parts: [samplePart('hand', 0), samplePart('hand', 1)] },
  { frame: 1, timestampUs: 33_000, parts: [] },
  { frame: 4, timestampUs: 140_500, parts: [samplePart('hand', 0)] },
]

const counted = { frames: 3, framesDetected: 2, durationMs: 140.5 }

async function countRows(library: Library): Promise<number> {
  const connection = await library.connect()
  const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM detections')
  connection.closeSync()
  return reader.getRowsJS()[0]?.[0] as number
}

describe('a recording', () => {
  it('is in the library as it came, when the page is told that it is finished', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { recording, port } = await page.begin()
    expect(recording).toEqual({
      ...{ id: recording.id, title: recording.title, createdAt: recording.createdAt },
      ...{ setup: handsSetup, ending: null, frames: 0, framesDetected: 0, durationMs: 0 },
      ...{ framesDropped: null, videoPath: null },
    })
    expect(recording.title).toMatch(/^Recording \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d$/)

    port.send({ kind: 'frames', frames: frames.slice(0, 2) })
    port.send({ kind: 'frames', frames: frames.slice(2) })
    port.send({ kind: 'finish', ending: 'stopped', framesDropped: 2 })
    const finished = { ...recording, ...counted, ending: 'stopped', framesDropped: 2 }
    expect(await port.answered(1)).toEqual([{ kind: 'finished', recording: finished }])
    expect(await page.recordings.list()).toEqual([finished])
    expect(await countRows(library)).toBe(4)
    await until(() => port.isClosed)
    const { jobs } = await library.readBatch(recording.id)
    const summary = { widthPx: 1280, heightPx: 720, frames: 3, framesDetected: 2, subjects: 2 }
    expect(jobs).toEqual([
      {
        ...{ id: jobs[0]!.id, name: recording.title, path: '', mediaKind: 'video', sizeBytes: 0 },
        state: { kind: 'done', summary: { ...summary, durationMs: 140.5 } },
      },
    ])
  })

  it('is no batch of the earlier ones', async () => {
    await using library = await Library.openInMemory()
    await new RecordingPage(library).begin()
    expect(await library.batches()).toEqual([])
  })

  it('keeps a page from beginning another one, until it has ended', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { port } = await page.begin()
    await expect(page.begin()).rejects.toThrow('A recording is already being made')
    port.send({ kind: 'finish', ending: 'stopped', framesDropped: 0 })
    await until(() => port.isClosed)
    const second = await page.begin()
    expect(second.recording.ending).toBeNull()
    expect((await page.recordings.list()).map(({ id }) => id)[0]).toBe(second.recording.id)
  })

  it('that cannot begin for want of a model leaves nothing behind', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const options = { ...handsSetup.options, task: 'face' } as const
    await expect(page.begin({ options, hasVideo: true })).rejects.toThrow('face_landmarker.task')
    expect(await page.recordings.list()).toEqual([])
    await page.begin()
  })

  it('that ends while the list is asked for is not taken for one that was cut off', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    for (let round = 0; round < 20; round += 1) {
      const { recording, port } = await page.begin()
      port.send({ kind: 'finish', ending: 'stopped', framesDropped: 0 })
      while (!port.isClosed) await page.recordings.list()
      expect((await page.ended(recording.id)).ending).toBe('stopped')
    }
  })

  it('whose port closes is kept as interrupted, with all that came before', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { recording, port } = await page.begin()
    port.send({ kind: 'frames', frames })
    port.close()
    const kept = { ...recording, ...counted, ending: 'interrupted' }
    expect(await page.ended(recording.id)).toEqual(kept)
  })

  it('whose port closes before anything came is not kept', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { recording, port, video } = await page.begin({ hasVideo: true })
    expect(existsSync(recording.videoPath!)).toBe(true)
    video.close()
    port.close()
    await until(() => !existsSync(recording.videoPath!))
    await page.recordings.close()
    expect(await page.recordings.list()).toEqual([])
  })

  it('in work when the app closes is kept as interrupted', async () => {
    const path = join(temporaryFolder(), 'library.duckdb')
    const library = await Library.open(path)
    const page = new RecordingPage(library)
    const { recording, port } = await page.begin({ hasVideo: true })
    port.send({ kind: 'frames', frames })
    await expect.poll(() => countRows(library)).toBe(4)
    await page.recordings.close()
    await library.close()
    await using again = await Library.open(path)
    const [row] = await again.recordings.list()
    const kept = { ...recording, ...counted, ending: 'interrupted', videoPath: null }
    expect(row?.summary).toEqual(kept)
    expect(readdirSync(page.videoFolder)).toEqual([])
  })

  it('gets another title in every list, and keeps its frames', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { recording, port } = await page.begin()
    port.send({ kind: 'frames', frames }, { kind: 'finish', ending: 'stopped', framesDropped: 0 })
    await port.answered(1)
    const renamed = await page.recordings.rename(recording.id, 'Ä wave')
    expect(renamed).toMatchObject({ title: 'Ä wave', frames: 3, ending: 'stopped' })
    expect(await page.recordings.list()).toEqual([renamed])
    expect((await library.readBatch(recording.id)).jobs[0]?.name).toBe('Ä wave')
    await expect(page.recordings.rename(99, 'x')).rejects.toThrow(
      'The library has no recording 99.',
    )
  })

  it('is exported when it has ended, not before', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { recording, port } = await page.begin()
    await expect(page.recordings.findSource(recording.id)).rejects.toThrow('Stop the recording')
    port.send({ kind: 'finish', ending: 'stopped', framesDropped: 0 })
    await port.answered(1)
    const { jobs } = await library.readBatch(recording.id)
    expect(await page.recordings.findSource(recording.id)).toEqual({
      ...{ sourceId: jobs[0]!.id, title: recording.title },
    })
  })
})

describe('a recording fails, and keeps what came before, at', () => {
  const before: RecordingRequest = { kind: 'frames', frames: [handFrame(5)] }
  const hand = samplePart('hand')
  it.each<[what: string, message: unknown, reason: RegExp]>([
    ['a message that does not fit', { kind: 'pause' }, /does not fit/],
    ['no message at all', null, /does not fit/],
    ['a frame that came before', [handFrame(5)], /Frame 5 at 166665 us cannot follow frame 5/],
    ['an earlier frame', [handFrame(4)], /cannot follow/],
    ['a time that stands still', [{ ...handFrame(6), timestampUs: 166_665 }], /cannot follow/],
    ['a frame beyond all numbers', [handFrame(2 ** 32)], /cannot follow/],
    ['a part of another task', [{ ...handFrame(6), parts: [samplePart('face')] }], /no part face/],
    ['numbers that are no hand', [withPart({ ...hand, points: new Float32Array(3) })], /no hand/],
    ['a hand like a face', [withPart({ ...samplePart('face'), part: 'hand' })], /no part hand/],
  ])('%s', async (_what, message, reason) => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { recording, port } = await page.begin()
    port.send(before)
    port.sendAnything(Array.isArray(message) ? { kind: 'frames', frames: message } : message)
    port.send({ kind: 'frames', frames: [handFrame(7)] })
    const [event] = await port.answered(1)
    expect(event).toMatchObject({ kind: 'failed', error: { message: reason } as never })
    await until(() => port.isClosed)
    expect(port.answers).toHaveLength(1)
    const kept = { ...recording, ending: 'interrupted', frames: 1, framesDetected: 1 }
    expect(await page.ended(recording.id)).toEqual(kept)
  })

  function withPart(part: FrameLandmarks['parts'][number]): FrameLandmarks {
    return { ...handFrame(6), parts: [part] }
  }
})

describe('a library that cannot be written', () => {
  it('ends the recording in a sentence, and gives it its end when there is room again', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { recording, port } = await page.begin()
    port.send({ kind: 'frames', frames })
    await expect.poll(() => countRows(library)).toBe(4)

    // A disk that is full is hard to come by; a table that is gone fails in the same way.
    const connection = await library.connect()
    await connection.run('ALTER TABLE detections RENAME TO away')
    port.send({ kind: 'frames', frames: [handFrame(10)] })
    let frame = 11
    while (port.answers.length === 0) {
      port.send({ kind: 'frames', frames: [handFrame(frame++)] })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(port.answers).toMatchObject([
      {
        kind: 'failed',
        error: { message: expect.stringContaining('could not be written') as string },
      },
    ])
    await until(() => port.isClosed)
    expect(await page.recordings.list()).toEqual([recording])

    await connection.run('ALTER TABLE away RENAME TO detections')
    connection.closeSync()
    const [kept] = await page.recordings.list()
    expect(kept).toMatchObject({ id: recording.id, ending: 'interrupted' })
    expect(kept!.frames).toBeGreaterThan(3)
    await page.begin()
  })
})

describe('the video of a recording', () => {
  it('is complete when the recording is finished, whichever ends first', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { recording, port, video } = await page.begin({ hasVideo: true })
    expect(recording.videoPath).toBe(join(page.videoFolder, `${recording.title}.webm`))
    video.send({ kind: 'write', position: 0, bytes: Uint8Array.of(1, 2, 3) })
    port.send({ kind: 'finish', ending: 'camera-lost', framesDropped: 0 })
    await video.answered(1)
    video.send({ kind: 'write', position: 3, bytes: Uint8Array.of(4) }, { kind: 'end' })
    const [event] = await port.answered(1)
    expect(event).toMatchObject({ recording: { videoPath: recording.videoPath } })
    expect([...readFileSync(recording.videoPath!)]).toEqual([1, 2, 3, 4])
    expect((await library.readBatch(recording.id)).jobs[0]).toMatchObject({
      ...{ path: recording.videoPath, sizeBytes: 4 },
    })
    expect(await page.recordings.findVideo(recording.id)).toBe(recording.videoPath)
  })

  it('that is gone, or never was, is told in a sentence', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { recording, port, video } = await page.begin({ hasVideo: true })
    video.send({ kind: 'write', position: 0, bytes: Uint8Array.of(1) }, { kind: 'end' })
    port.send({ kind: 'finish', ending: 'stopped', framesDropped: 0 })
    await port.answered(1)
    rmSync(recording.videoPath!)
    await expect(page.recordings.findVideo(recording.id)).rejects.toThrow(
      `The video of "${recording.title}" is gone: ${recording.videoPath}`,
    )
    await until(() => port.isClosed)
    const without = await page.begin()
    await expect(page.recordings.findVideo(without.recording.id)).rejects.toThrow(
      'was recorded without a video.',
    )
  })

  it('that fails leaves the recording as it is', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const { port, video } = await page.begin({ hasVideo: true })
    video.sendAnything({ kind: 'write', position: 0, bytes: 'text' })
    expect(await video.answered(1)).toMatchObject([{ kind: 'failed' }])
    port.send({ kind: 'frames', frames }, { kind: 'finish', ending: 'stopped', framesDropped: 0 })
    const [event] = await port.answered(1)
    expect(event).toMatchObject({ kind: 'finished', recording: { ...counted, videoPath: null } })
  })
})
