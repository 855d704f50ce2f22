import type { WorkerStatus } from '../../../common/batch'
import type { Job } from '../../../common/jobs'
import { inEnglish, type Sentence } from '../../../common/sentence'
import { Batch } from '../../../main/batch/batch'
import type { Library } from '../../../main/library/library'
import { createNodeHost } from '../../../main/pool/nodeHost'
import { builtWorker, wasmFolder } from '../../processes'
import { unsupervised } from '../../supervision'

const ignore = (): void => undefined

/** A batch with a real library and real workers, and what it told. */
export class Observed {
  /** In English. */
  readonly problems: string[] = []
  readonly solved: string[] = []
  readonly batch: Batch
  readonly library: Library
  #onWorkers: (workers: WorkerStatus[]) => void = ignore

  constructor(
    library: Library,
    stored?: ConstructorParameters<typeof Batch>[1],
    diskReserveBytes = 0,
  ) {
    this.library = library
    const dependencies = {
      ...{ library, wasmFolder, appVersion: 'test', log: ignore, supervision: unsupervised },
      diskReserveBytes,
      startWorker: createNodeHost(builtWorker, ignore),
      listener: {
        ...{ onStatusChanged: ignore, onJobsAdded: ignore, onJobChanged: ignore },
        onWorkersChanged: (workers: WorkerStatus[]) => this.#onWorkers(workers),
        onProblem: (message: Sentence) => this.problems.push(inEnglish(message)),
        onProblemSolved: (message: Sentence) => this.solved.push(inEnglish(message)),
      },
    }
    this.batch = new Batch(dependencies, stored)
  }

  /** Kills the worker that has this file in work, the first times. */
  killEachTime(file: string, times: number): void {
    const killed = new Set<number>()
    this.#onWorkers = (workers) => {
      const processId = workers.find((worker) => worker.file === file)?.processId
      // A process that is dying still has its file.
      if (processId == null || killed.has(processId) || killed.size === times) return
      killed.add(processId)
      process.kill(processId, 'SIGKILL')
    }
  }

  /** Says when a file is done, without waiting for the batch. */
  countDone(): number {
    return this.batch.status().counts.done
  }

  stateOf(name: string): Job['state'] | undefined {
    return this.batch.snapshot().jobs.find((job) => job.name === name)?.state
  }

  /** Share of a file that is done, 0 to 1. */
  progressOf(name: string): number {
    const state = this.stateOf(name)
    return state && 'progress' in state ? (state.progress ?? 0) : 0
  }
}
