import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JobState } from '../../common/jobs'
import { SentenceError } from '../../common/sentence'
import { defaultTrackingOptions, modelFileName, type Task } from '../../common/tasks'
import { Batch } from '../../main/batch/batch'
import { JobQueue } from '../../main/batch/jobQueue'
import { Library } from '../../main/library/library'
import { findModel } from '../../main/models'
import { createNodeHost } from '../../main/pool/nodeHost'
import type { PoolWork } from '../../main/pool/poolWork'
import { WorkerPool } from '../../main/pool/workerPool'
import { makeFolder } from '../app/folders'
import { builtWorker, modelsFolder, wasmFolder } from '../processes'
import { unsupervised } from '../supervision'
import { runLoops } from './loops'
import type { LoopMode } from './loopProtocol'

/** What one run of a variant showed. Start-up is not in the seconds; it is measured apart. */
export interface Run {
  readonly files: number
  readonly seconds: number
  /** The largest worker's peak; NaN where the system does not tell. */
  readonly peakWorkerRssBytes: number
}

export interface Load {
  readonly task: Task
  readonly workers: number
  readonly photos: readonly string[]
}

const ignore = (): void => undefined
const startWorker = createNodeHost(builtWorker, ignore)

/** Loops that only decode and detect, `processes` of them at once, the photos shared out. */
export async function runBareLoops(load: Load, mode: LoopMode, processes: number): Promise<Run> {
  const results = await runLoops(mode, load.task, processes, load.photos)
  const files = results.reduce((sum, result) => sum + result.files, 0)
  const filesPerSecond = results.reduce((sum, result) => sum + result.files / result.seconds, 0)
  return {
    files,
    seconds: files / filesPerSecond,
    peakWorkerRssBytes: Math.max(...results.map(({ peakRssBytes }) => peakRssBytes)),
  }
}

/** The pool alone: no library, no search for files. */
export async function runPool({ task, workers, photos }: Load): Promise<Run> {
  const clock = new Clock(workers)
  const queue = new JobQueue(({ state }) => clock.jobChanged(state))
  queue.add(
    photos.map((path, id) => ({
      ...{ id, path, name: path, mediaKind: 'photo', sizeBytes: 0 },
      state: { kind: 'waiting' },
    })),
  )
  let allDone: () => void = ignore
  const done = new Promise<void>((resolve) => (allDone = resolve))
  const work: PoolWork = {
    take: (worker, preferred) => queue.take(worker, preferred),
    peek: (taken) => queue.peek(taken),
    sizeBytes: () => 0,
    onPlanned: ignore,
    onFrames: ignore,
    onOutcome: ({ id }, outcome) => {
      if (outcome.kind !== 'finished') throw new Error(`${photos[id]}: ${outcome.kind}`)
      queue.finish(id, outcome.summary)
      if (queue.isSettled) allDone()
    },
    onGivenUp: (reason) => {
      throw new SentenceError(reason)
    },
  }
  const options = defaultTrackingOptions(task)
  const modelPath = join(modelsFolder, modelFileName(options))
  const pool = new WorkerPool({
    ...{ size: workers, startWorker, work, onStatusChanged: ignore, log: ignore },
    supervision: unsupervised,
    open: { kind: 'open', options, modelPath, wasmFolder },
  })
  pool.start()
  await done
  const peakWorkerRssBytes = peakRssOf(pool.statuses().map(({ processId }) => processId))
  await pool.stop()
  return { ...clock.measured, peakWorkerRssBytes }
}

/** All that the app does with a folder: find, queue, decode, detect, keep in the library. */
export async function runWholePath({ task, workers, photos }: Load): Promise<Run> {
  const clock = new Clock(workers)
  const library = await Library.open(join(makeFolder('library'), 'library.duckdb'))
  const tracking = defaultTrackingOptions(task)
  let peakWorkerRssBytes = NaN
  const batch = new Batch({
    ...{ library, startWorker, wasmFolder, appVersion: 'bench', log: ignore },
    supervision: unsupervised,
    listener: {
      ...{ onStatusChanged: ignore, onJobsAdded: ignore, onWorkersChanged: ignore },
      onJobChanged: (_id, state) => {
        clock.jobChanged(state)
        if (batch.status().counts.waiting > 0) return
        peakWorkerRssBytes = peakRssOf(batch.workers().map(({ processId }) => processId))
      },
      onProblem: (message) => {
        throw new SentenceError(message)
      },
    },
  })
  await batch.add(photos, { includeSubfolders: false })
  await batch.start({
    ...{ tracking, workers },
    model: await findModel(tracking, { builtIn: modelsFolder }),
  })
  await batch.runEnded()
  const { done } = batch.status().counts
  if (done !== photos.length) throw new Error(`Only ${done} of ${photos.length} files were done`)
  await library.close()
  return { ...clock.measured, peakWorkerRssBytes }
}

/**
 * Files and seconds from when every worker has its first file to the last file done: workers start
 * one after the other, and starting is not what is measured.
 */
class Clock {
  readonly #workers: number
  readonly #atWork = new Set<number>()
  #firstMs = NaN
  #lastMs = NaN
  #files = 0

  constructor(workers: number) {
    this.#workers = workers
  }

  get measured(): Pick<Run, 'files' | 'seconds'> {
    return { files: this.#files, seconds: (this.#lastMs - this.#firstMs) / 1000 }
  }

  jobChanged(state: JobState): void {
    if (state.kind === 'running' && this.#atWork.size < this.#workers) {
      this.#atWork.add(state.worker)
      this.#firstMs = performance.now()
    }
    if (state.kind !== 'done' || this.#atWork.size < this.#workers) return
    this.#files += 1
    this.#lastMs = performance.now()
  }
}

/** The largest peak of resident memory among some processes, as Linux tells it. */
function peakRssOf(processIds: readonly (number | null)[]): number {
  const peaks = processIds.map((processId) => {
    try {
      const status = readFileSync(`/proc/${processId}/status`, 'utf8')
      return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
    } catch {
      return NaN
    }
  })
  const known = peaks.filter((peak) => !Number.isNaN(peak))
  return known.length > 0 ? Math.max(...known) : NaN
}
