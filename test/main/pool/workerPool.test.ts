import { afterEach, describe, expect, it } from 'vitest'
import { defaultTrackingOptions } from '../../../common/tasks'
import type { WorkerJob } from '../../../common/workerProtocol'
import { createNodeHost } from '../../../main/pool/nodeHost'
import { WorkerPool, type PoolWork } from '../../../main/pool/workerPool'
import type { RunOutcome } from '../../../main/pool/workerProcess'
import { builtWorker, isAlive, modelsFolder, until, wasmFolder } from '../../processes'
import { photoPaths as photos } from '../../media'

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

  onFrames(jobId: number): void {
    this.frames.push(jobId)
  }

  onOutcome(jobId: number, outcome: RunOutcome): void {
    this.outcomes.push([jobId, outcome.kind])
  }

  onGivenUp(reason: string): void {
    this.givenUp = reason
  }
}

describe('the worker pool', () => {
  let pool: WorkerPool | undefined

  function startPool(work: PoolWork, size: number, open = openRequest()): WorkerPool {
    const options = { size, startWorker, open, work, onStatusChanged: ignoreLog, log: ignoreLog }
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
    await new Promise((resolve) => setTimeout(resolve, 500))
    const doneWhenPaused = line.outcomes.length
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(line.outcomes.length).toBe(doneWhenPaused)
    running.resume()
    await until(() => line.outcomes.length === 60)
  })
})
