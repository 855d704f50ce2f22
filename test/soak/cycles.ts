import type { Task } from '../../common/tasks'
import { isAlive } from '../processes'
import type { Sample, Watch } from './images'
import { heldBytesOf, SoakWorker } from './soakWorker'

export interface Cycles {
  /** One for each worker that was opened, given an image and ended; the memory is our own. */
  readonly samples: readonly Sample[]
  readonly processIdsLeft: readonly number[]
}

/** Opens a worker, has it track one image and ends it, over and over. */
export async function soakCycles(task: Task, cycles: number, watch: Watch = {}): Promise<Cycles> {
  const samples: Sample[] = []
  const processIds: number[] = []
  const startMs = performance.now()
  while (samples.length < cycles && !watch.signal?.aborted) {
    const openedMs = performance.now()
    const worker = await SoakWorker.open(task)
    processIds.push(worker.processId)
    const { problem } = await worker.track(samples.length, null)
    await worker.close()
    if (watch.signal?.aborted) break
    const nowMs = performance.now()
    samples.push({
      ...{ problem, ms: nowMs - openedMs, atS: (nowMs - startMs) / 1000 },
      heldBytes: heldBytesOf(process.pid),
    })
    watch.onSample?.(samples.length / cycles, samples)
  }
  return { samples, processIdsLeft: processIds.filter(isAlive) }
}
