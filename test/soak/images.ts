import { setTimeout } from 'node:timers/promises'
import type { Task } from '../../common/tasks'
import { SoakWorker, type Answer } from './soakWorker'

export interface ImagesLoad {
  readonly task: Task
  /** Ends the run; may be Infinity. */
  readonly images: number
  /** Ends the run; may be Infinity. */
  readonly seconds: number
  /** 0 is as fast as the worker can. */
  readonly imagesPerSecond: number
}

export interface Sample extends Answer {
  readonly atS: number
  readonly heldBytes: number
}

export interface Watch {
  /** Ends a run early; what was measured until then counts. */
  readonly signal?: AbortSignal
  /** @param share of the run that is done, 0 to 1. */
  readonly onSample?: (share: number, samples: readonly Sample[]) => void
}

/** One worker process, image after image. Ends early if the process does. */
export async function soakImages(load: ImagesLoad, watch: Watch = {}): Promise<Sample[]> {
  const worker = await SoakWorker.open(load.task)
  const samples: Sample[] = []
  const startMs = performance.now()
  const elapsedS = (): number => (performance.now() - startMs) / 1000
  try {
    for (let image = 0; image < load.images && elapsedS() < load.seconds; image += 1) {
      if (load.imagesPerSecond > 0) await waitUntil(startMs + (image / load.imagesPerSecond) * 1000)
      if (watch.signal?.aborted) break
      // At a rate nobody knows the next image yet.
      const next = load.imagesPerSecond > 0 ? null : image + 1
      const answer = await worker.track(image, next)
      // Whoever ends the run from a terminal ends the worker in the middle of its image.
      if (worker.hasExited && watch.signal?.aborted) break
      samples.push({ ...answer, atS: elapsedS(), heldBytes: worker.heldBytes() })
      watch.onSample?.(Math.max((image + 1) / load.images, elapsedS() / load.seconds), samples)
      if (worker.hasExited) break
    }
  } finally {
    await worker.close()
  }
  return samples
}

function waitUntil(atMs: number): Promise<void> {
  return setTimeout(Math.max(0, atMs - performance.now()))
}
