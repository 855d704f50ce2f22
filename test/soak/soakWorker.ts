import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inEnglish } from '../../common/sentence'
import { defaultTrackingOptions, modelFileName, type Task } from '../../common/tasks'
import type { WorkerJob } from '../../common/workerProtocol'
import { createNodeHost } from '../../main/pool/nodeHost'
import { WorkerProcess } from '../../main/pool/workerProcess'
import { photoPaths } from '../media'
import { builtWorker, modelsFolder, wasmFolder } from '../processes'

/** How one image went. */
export interface Answer {
  readonly ms: number
  /** Why it was not answered with its landmarks and its end, each once; null if it was. */
  readonly problem: string | null
}

const ignoreLog = (): void => undefined
const startProcess = createNodeHost(builtWorker, ignoreLog)

/** One real worker process that tracks the photographs over and over. */
export class SoakWorker {
  readonly #process: WorkerProcess
  #hasExited = false

  private constructor(process: WorkerProcess) {
    this.#process = process
    void process.exited.then(() => (this.#hasExited = true))
  }

  static async open(task: Task): Promise<SoakWorker> {
    const worker = new SoakWorker(new WorkerProcess(startProcess(), ignoreLog))
    const options = defaultTrackingOptions(task)
    const modelPath = join(modelsFolder, modelFileName(options))
    const error = await worker.#process.open({ kind: 'open', options, modelPath, wasmFolder })
    if (error === undefined) return worker
    await worker.close()
    throw new Error(error.message)
  }

  get processId(): number {
    return this.#process.processId ?? 0
  }

  get hasExited(): boolean {
    return this.#hasExited
  }

  /** Tracks the image of this number, while the next one is read and decoded if it is known. */
  async track(image: number, next: number | null): Promise<Answer> {
    const startMs = performance.now()
    let frames = 0
    const running = this.#process.run(jobOf(image), {
      onPlanned: () => undefined,
      onFrames: (some) => (frames += some.length),
    })
    if (next !== null) this.#process.prepare(jobOf(next), true)
    const outcome = await running
    const ms = performance.now() - startMs
    switch (outcome.kind) {
      case 'finished':
        return { ms, problem: frames === 1 ? null : `${frames} frames came of it` }
      case 'failed':
        return { ms, problem: outcome.error.message }
      case 'crashed':
        return { ms, problem: `the worker ended: ${inEnglish(outcome.reason)}` }
    }
  }

  heldBytes(): number {
    return heldBytesOf(this.processId)
  }

  async close(): Promise<void> {
    this.#process.kill()
    await this.#process.exited
  }
}

/** What a process holds, swapped out or not; NaN where the system does not tell. */
export function heldBytesOf(processId: number): number {
  try {
    const status = readFileSync(`/proc/${processId}/status`, 'utf8')
    const [resident, swapped] = [/^VmRSS:\s+(\d+) kB$/m, /^VmSwap:\s+(\d+) kB$/m].map((line) =>
      Number(line.exec(status)?.[1] ?? 0),
    )
    return (resident! + swapped!) * 1024
  } catch {
    return NaN
  }
}

function jobOf(image: number): WorkerJob {
  return { id: image, path: photoPaths[image % photoPaths.length]!, mediaKind: 'photo' }
}
