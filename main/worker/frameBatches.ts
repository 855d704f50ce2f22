import type { FrameLandmarks } from '../../common/landmarks'
import type { WorkerEvent } from '../../common/workerProtocol'

const sendIntervalMs = 200

/** Gathers a job's landmarks and sends them a few times a second, so that messages stay few. */
export class FrameBatches {
  readonly #jobId: number
  readonly #send: (event: WorkerEvent) => void
  #frames: FrameLandmarks[] = []
  #progress: number | null = null
  #sentAtMs = performance.now()

  constructor(jobId: number, send: (event: WorkerEvent) => void) {
    this.#jobId = jobId
    this.#send = send
  }

  append(landmarks: FrameLandmarks, progress: number | null): void {
    this.#frames.push(landmarks)
    this.#progress = progress
    if (performance.now() - this.#sentAtMs >= sendIntervalMs) this.flush()
  }

  /** Sends what is left. */
  flush(): void {
    if (this.#frames.length === 0) return
    const [frames, progress] = [this.#frames, this.#progress]
    this.#send({ kind: 'frames', jobId: this.#jobId, frames, progress })
    this.#frames = []
    this.#sentAtMs = performance.now()
  }
}
