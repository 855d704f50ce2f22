import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { constantRate, makePicture, makeVideo, photoPaths } from '../../media'
import { isAlive } from '../../processes'
import { openRequest, startWorker, track, type WorkerClient } from './workerClient'

const photo = (id: number, path = photoPaths[id]!) => ({ id, path, mediaKind: 'photo' as const })

/** Two seconds of the women of photo 4. */
const makeTwoSeconds = () =>
  makeVideo({
    name: 'people.mp4',
    codec: 'avc',
    photo: 4,
    widthPx: 640,
    heightPx: 480,
    timestampsS: constantRate(40, 20),
  })

describe('a landmark worker', () => {
  let worker: WorkerClient

  beforeAll(async () => {
    worker = startWorker()
    worker.post(openRequest('face', { maxSubjects: 4 }))
    expect((await worker.next('ready', 'open-failed')).kind).toBe('ready')
  })

  afterAll(() => {
    worker.child.kill('SIGKILL')
  })

  it('tracks a photo', async () => {
    const { messages, end } = await track(worker, photo(5))
    expect(messages).toMatchObject([
      { jobId: 5, progress: 1, frames: [{ frame: 0, timestampUs: 0 }] },
    ])
    expect(end).toMatchObject({
      kind: 'finished',
      jobId: 5,
      summary: { widthPx: 1920, heightPx: 1537, frames: 1, framesDetected: 1 },
    })
    const { parts } = messages[0]!.frames[0]!
    expect(parts.map(({ subject }) => subject)).toEqual(parts.map((_, index) => index))
    expect(parts[0]).toMatchObject({ part: 'face', topology: 'face' })
  })

  it('sends a frame in which nobody is found, without parts', async () => {
    const { createCanvas } = await import('@napi-rs/canvas')
    const path = await makePicture('black.png', () => createCanvas(320, 240).encode('png'))
    const { messages, end } = await track(worker, photo(1, path))
    expect(messages[0]!.frames).toEqual([{ frame: 0, timestampUs: 0, parts: [] }])
    expect(end).toMatchObject({ kind: 'finished', summary: { framesDetected: 0, subjects: 0 } })
  })

  it('tracks a video: every frame once, in order, people under lasting numbers', async () => {
    const { messages, end } = await track(worker, {
      id: 7,
      path: await makeTwoSeconds(),
      mediaKind: 'video',
    })
    const frames = messages.flatMap((message) => message.frames)
    expect(frames.map(({ frame, timestampUs }) => [frame, timestampUs])).toEqual(
      Array.from({ length: 40 }, (_, index) => [index, index * 50_000]),
    )
    expect(end).toMatchObject({ kind: 'finished', summary: { frames: 40, widthPx: 640 } })
    const progress = messages.map((message) => message.progress!)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expectSteadySubjects(frames)
  })

  function expectSteadySubjects(frames: Awaited<ReturnType<typeof framesOf>>) {
    const lastX = new Map<number, number>()
    for (const { parts } of frames) {
      for (const { subject, points } of parts) {
        const before = lastX.get(subject)
        if (before !== undefined) expect(Math.abs(points[0]! - before)).toBeLessThan(0.1)
        lastX.set(subject, points[0]!)
      }
    }
    expect(lastX.size).toBeGreaterThanOrEqual(1)
  }

  async function framesOf(path: string) {
    const job = { id: 8, path, mediaKind: 'video' as const }
    return (await track(worker, job)).messages.flatMap((message) => message.frames)
  }

  it('says the same, bit by bit, of the same video', async () => {
    const path = await makeTwoSeconds()
    const first = await framesOf(path)
    await track(worker, photo(2))
    expect(await framesOf(path)).toEqual(first)
  })

  it('names the file that fails and goes on with the next', async () => {
    const failed = await track(worker, photo(3, '/nowhere/gone.jpg'))
    expect(failed).toMatchObject({
      messages: [],
      end: { kind: 'failed', jobId: 3, error: { name: 'SentenceError' } },
    })
    const message = failed.end.kind === 'failed' ? failed.end.error.message : ''
    expect(message).toMatch(/^gone\.jpg cannot be opened: .*\.$/)
    expect((await track(worker, photo(3))).end.kind).toBe('finished')
  })

  it('gives the same result for a photo that was prepared', async () => {
    const { messages } = await track(worker, photo(2))
    worker.post({ kind: 'prepare', job: photo(2), decodesAhead: true })
    const prepared = await track(worker, photo(2))
    expect(prepared.messages).toEqual(messages)
    worker.post({ kind: 'prepare', job: photo(1), decodesAhead: false })
    expect((await track(worker, photo(2))).messages).toEqual(messages)
  })

  it('takes jobs that come at once one after the other', async () => {
    for (const id of [1, 2, 3]) worker.post({ kind: 'run', job: photo(id) })
    const order: number[] = []
    while (order.length < 3) order.push((await worker.next('finished')).jobId)
    expect(order).toEqual([1, 2, 3])
  })

  it('holds between two frames while it is paused', async () => {
    const job = { id: 9, path: await makeTwoSeconds(), mediaKind: 'video' as const }
    worker.post({ kind: 'run', job })
    await worker.next('frames')
    worker.post({ kind: 'pause' })
    await setTimeout(400)
    // A worker tells its memory all the time.
    const ofWork = () => worker.events.filter(({ kind }) => kind !== 'vitals')
    const { length } = ofWork()
    await setTimeout(600)
    expect(ofWork()).toHaveLength(length)
    worker.post({ kind: 'resume' })
    const { summary } = await worker.next('finished')
    expect(summary.frames).toBe(40)
  })

  it('logs a request that does not fit the protocol, and works on', async () => {
    worker.post({ kind: 'dance' })
    expect((await worker.next('log')).text).toContain('does not fit the protocol')
    expect((await track(worker, photo(0))).end.kind).toBe('finished')
  })

  it('writes nothing to the terminal: chatter goes to the log', () => {
    expect(worker.events.some(({ kind }) => kind === 'log')).toBe(true)
    expect(worker.terminal()).toBe('')
  })
})

it('a worker whose model is missing or damaged says so', async () => {
  const worker = startWorker()
  const request = openRequest('face')
  worker.post({ ...request, modelPath: '/nowhere/face_landmarker.task' })
  const missing = await worker.next('open-failed')
  expect(missing.error.message).toMatch(/^face_landmarker\.task cannot be opened: /)
  const modelPath = await makePicture('damaged.task', () => Buffer.from('not a bundle'))
  worker.post({ ...request, modelPath })
  const damaged = await worker.next('open-failed')
  expect(damaged.error.message).toMatch(/^damaged\.task cannot be loaded: /)
  worker.child.kill('SIGKILL')
})

it('a worker ends when its parent is gone', async () => {
  const worker = startWorker()
  worker.post(openRequest('face'))
  await worker.next('ready')
  worker.child.disconnect()
  expect(await worker.exited).toBe(0)
  expect(isAlive(worker.child.pid!)).toBe(false)
})
