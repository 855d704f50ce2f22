import { afterEach, describe, expect, it, vi } from 'vitest'
import { inEnglish, type Sentence } from '../../../common/sentence'
import { defaultTrackingOptions } from '../../../common/tasks'
import { defaultMemoryLimits, type MemoryLimits } from '../../../common/telemetry'
import type { WorkerJob } from '../../../common/workerProtocol'
import { createNodeHost } from '../../../main/pool/nodeHost'
import type { PoolWork } from '../../../main/pool/poolWork'
import { WorkerPool } from '../../../main/pool/workerPool'
import type { RunOutcome } from '../../../main/pool/workerProcess'
import type { WorkerNote } from '../../../main/pool/workerSlot'
import { builtWorker, isAlive, modelsFolder, until, wasmFolder } from '../../processes'
import { photoPaths as photos } from '../../media'
import { unsupervised } from '../../supervision'

const ignoreLog = (): void => undefined
const startWorker = createNodeHost(builtWorker, ignoreLog)

function openRequest(modelFile = 'face_landmarker.task') {
  return {
    kind: 'open' as const,
    options: defaultTrackingOptions('face'),
    modelPath: `${modelsFolder}/${modelFile}`,
    wasmFolder,
  }
}

/** A line of jobs that writes down what became of each. */
class Line implements PoolWork {
  readonly outcomes: [number, RunOutcome['kind']][] = []
  readonly frames: number[] = []
  givenUp: string | undefined
  readonly #waiting: WorkerJob[]

  constructor(paths: readonly string[]) {
    this.#waiting = paths.map((path, id) => ({ id, path, mediaKind: 'photo' }))
  }

  take(): WorkerJob | undefined {
    return this.#waiting.shift()
  }

  peek(taken: ReadonlySet<number>): WorkerJob | undefined {
    return this.#waiting.find(({ id }) => !taken.has(id))
  }

  sizeBytes(): number {
    return 0
  }

  onPlanned(): void {
    throw new Error('A photo has no segments')
  }

  onFrames({ id }: WorkerJob): void {
    this.frames.push(id)
  }

  onOutcome({ id }: WorkerJob, outcome: RunOutcome): void {
    this.outcomes.push([id, outcome.kind])
  }

  onGivenUp(reason: Sentence): void {
    this.givenUp = inEnglish(reason)
  }
}

/** Resolves when nothing has come of a line for a second: what was in work may still be finished. */
async function standstill({ outcomes }: Line): Promise<void> {
  for (let before = -1; before !== outcomes.length;) {
    before = outcomes.length
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

describe('the worker pool', () => {
  let pool: WorkerPool | undefined

  function startPool(work: PoolWork, size: number, open = openRequest()): WorkerPool {
    const options = {
      size,
      startWorker,
      open,
      work,
      onStatusChanged: ignoreLog,
      log: ignoreLog,
      supervision: unsupervised,
    }
    pool = new WorkerPool(options)
    pool.start()
    return pool
  }

  afterEach(() => pool?.stop())

  it('runs every job once, and its landmarks come before its end', async () => {
    const line = new Line(photos)
    startPool(line, 2)
    await until(() => line.outcomes.length === photos.length)
    expect(line.outcomes.toSorted(([a], [b]) => a - b)).toEqual(
      photos.map((_, id) => [id, 'finished']),
    )
    expect(line.frames.toSorted()).toEqual(photos.map((_, id) => id))
  })

  it('replaces a worker that is killed and goes on with the next job', async () => {
    const line = new Line(Array.from({ length: 40 }, (_, index) => photos[index % 6]!))
    const running = startPool(line, 1)
    await until(() => line.outcomes.length === 2)
    const [killed] = running.statuses()
    process.kill(killed?.processId ?? 0, 'SIGKILL')
    await until(() => line.outcomes.length === 40)
    expect(line.outcomes.filter(([, kind]) => kind === 'crashed')).toHaveLength(1)
    expect(line.outcomes.filter(([, kind]) => kind === 'finished')).toHaveLength(39)
    expect(running.statuses()[0]?.processId).not.toBe(killed?.processId)
  })

  it('leaves no process behind when it is stopped in the middle of its work', async () => {
    const line = new Line(Array.from({ length: 200 }, () => photos[0]!))
    const running = startPool(line, 2)
    await until(() => line.outcomes.length > 3)
    const processIds = running.statuses().map(({ processId }) => processId ?? 0)
    const startMs = performance.now()
    await running.stop()
    expect(performance.now() - startMs).toBeLessThan(1000)
    expect(processIds.filter(isAlive)).toEqual([])
    expect(running.statuses().map(({ state }) => state)).toEqual(['stopped', 'stopped'])
  })

  it('gives up at once, and says why, when the model is missing', async () => {
    const line = new Line(photos)
    startPool(line, 2, openRequest('no_such_model.task'))
    await until(() => line.givenUp !== undefined)
    expect(line.givenUp).toContain('no_such_model.task')
    expect(line.outcomes).toEqual([])
  })

  it('does not start a worker for ever that dies while it starts', async () => {
    const line = new Line(photos)
    let starts = 0
    pool = new WorkerPool({
      size: 1,
      startWorker: () => {
        starts += 1
        const connection = startWorker()
        connection.kill()
        return connection
      },
      open: openRequest(),
      work: line,
      supervision: unsupervised,
      onStatusChanged: ignoreLog,
      log: ignoreLog,
    })
    pool.start()
    await until(() => line.givenUp !== undefined)
    expect(starts).toBe(3)
  })

  it('hands out nothing while it is paused', async () => {
    const line = new Line(Array.from({ length: 60 }, (_, index) => photos[index % 6]!))
    const running = startPool(line, 1)
    await until(() => line.outcomes.length === 2)
    running.pause()
    expect(running.statuses().map(({ state }) => state)).not.toContain('busy')
    await standstill(line)
    expect(line.outcomes.length).toBeLessThan(60)
    running.resume()
    await until(() => line.outcomes.length === 60)
  })

  /** A pool over so many photos, with what was noted of its workers. */
  function startSupervised(files: number, limits: Partial<MemoryLimits> = {}) {
    const line = new Line(Array.from({ length: files }, (_, index) => photos[index % 6]!))
    const notes: WorkerNote[] = []
    pool = new WorkerPool({
      ...{ size: 1, startWorker, open: openRequest(), work: line },
      ...{ onStatusChanged: ignoreLog, log: ignoreLog },
      supervision: {
        memoryLimits: () => ({ ...defaultMemoryLimits, ...limits }),
        note: (event) => notes.push(event),
      },
    })
    pool.start()
    return { pool, line, notes }
  }

  it('has a fresh worker ready before it retires one, and loses no file', async () => {
    const { pool, line, notes } = startSupervised(150, { filesPerWorker: 15 })
    await until(() => line.outcomes.length === 150, 150_000)
    expect(line.outcomes).toEqual(Array.from({ length: 150 }, (_, id) => [id, 'finished']))
    const retired = notes.filter(({ kind }) => kind === 'retired')
    expect(retired.length).toBeGreaterThan(0)
    expect(inEnglish(retired[0]!.reason)).toMatch(/^It has done \d+ files\.$/)
    expect(notes.map(({ kind }) => kind).slice(0, 3)).toEqual(['started', 'started', 'retired'])
    await pool.stop()
    expect(notes.some(({ processId }) => isAlive(processId!))).toBe(false)
  }, 180_000)

  it('ends a worker that hangs on a file, and goes on with the next', async () => {
    const { pool, line, notes } = startSupervised(30)
    await until(() => line.outcomes.length >= 2)
    process.kill(pool.statuses()[0]!.processId!, 'SIGSTOP')
    const now = performance.now.bind(performance)
    const later = vi.spyOn(performance, 'now').mockImplementation(() => now() + 120_000)
    await until(() => notes.some(({ kind }) => kind === 'stalled'))
    later.mockRestore()
    await until(() => line.outcomes.length === 30)
    expect(line.outcomes.filter(([, kind]) => kind === 'crashed')).toHaveLength(1)
  })

  it('does with fewer workers, even none, when it is told to, and with more again', async () => {
    const { pool, line } = startSupervised(60)
    await until(() => line.outcomes.length >= 2)
    pool.setWanted(0)
    await until(() => pool.statuses()[0]!.state === 'stopped')
    const settled = line.outcomes.length
    expect(settled).toBeLessThan(60)
    pool.setWanted(1)
    await until(() => line.outcomes.length === 60)
    expect(line.outcomes.every(([, kind]) => kind === 'finished')).toBe(true)
  })

  it('tells the memory of each worker', async () => {
    const { pool, line } = startSupervised(60)
    await until(() => line.outcomes.length >= 20)
    await until(() => pool.samples()[0]?.wasmHeapBytes != null)
    const [sample] = pool.samples()
    expect(sample).toMatchObject({ role: 'worker', worker: 0 })
    expect(sample!.rssBytes).toBeGreaterThan(sample!.wasmHeapBytes!)
    expect(sample!.filesSettled).toBeGreaterThanOrEqual(20)
  })
})
