import type { CameraFrame } from '../camera/cameraFrame'

/**
 * The last few frames of the camera, for a picture that is shown a little late. When the ring is
 * full, every second one is let go: slow tracking costs smoothness, not memory.
 */
export class FrameRing {
  readonly #capacity: number
  #frames: CameraFrame[] = []

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** Takes a frame, which is the ring's to close. */
  push(frame: CameraFrame): void {
    if (this.#frames.length >= this.#capacity) this.#thinOut()
    this.#frames.push(frame)
  }

  /** Gives out the newest frame that is not later than this, and lets go of all before it. */
  takeUntil(timestampUs: number): CameraFrame | undefined {
    const later = this.#frames.findIndex((frame) => frame.timestampUs > timestampUs)
    const due = this.#frames.splice(0, later === -1 ? this.#frames.length : later)
    const newest = due.pop()
    closeAll(due)
    return newest
  }

  clear(): void {
    closeAll(this.#frames)
    this.#frames = []
  }

  #thinOut(): void {
    closeAll(this.#frames.filter((_, index) => index % 2 === 1))
    this.#frames = this.#frames.filter((_, index) => index % 2 === 0)
  }
}

function closeAll(frames: readonly CameraFrame[]): void {
  for (const frame of frames) frame.close()
}
