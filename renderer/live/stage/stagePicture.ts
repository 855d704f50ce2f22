import type { FrameLandmarks } from '../../../common/landmarks'
import type { CameraFrame } from '../camera/cameraFrame'
import type { TrackedFrame } from '../tracking/trackerClient'
import { FrameRing } from './frameRing'

/** What is to be on screen from now on. */
export interface Shown {
  readonly frame: CameraFrame
  /** Null where there are none for this moment. */
  readonly landmarks: FrameLandmarks | null
  /** Whether the landmarks are those of this very frame, shown for the first time. */
  readonly isTracked: boolean
}

/** Landmarks of a frame this far back say nothing of the one on screen. */
const staleUs = 700_000

/**
 * Chooses what the stage shows: each tracked frame together with its own landmarks, the moment they
 * are known, and between two of them the frames that followed the first, at the pace at which they
 * were taken. So lines and picture always fit, and the picture moves at the camera's rate even
 * where tracking is slow. Before anything is tracked it shows the newest frame.
 */
export class StagePicture {
  readonly #ring = new FrameRing(6)
  #arrived: TrackedFrame | undefined
  #shown: CameraFrame | undefined
  #landmarks: FrameLandmarks | null = null
  /** Capture time that is on screen at a moment of `performance.now()`. */
  #clock: { readonly timestampUs: number; readonly atMs: number } | undefined

  /** Takes a share of a camera's frame. */
  offer(frame: CameraFrame): void {
    this.#ring.push(frame.share())
  }

  /** Takes a tracked frame, picture and all. */
  track(tracked: TrackedFrame): void {
    this.#arrived?.frame.close()
    this.#arrived = tracked
  }

  /** What to show from now on; undefined if what is on screen stays. The frame stays the stage's. */
  next(nowMs: number): Shown | undefined {
    return this.#nextTracked(nowMs) ?? this.#nextBetween(nowMs)
  }

  /** What is on screen now, to be drawn once more. */
  again(): Shown | undefined {
    return this.#shown && this.#show(this.#shown, false)
  }

  clear(): void {
    this.#ring.clear()
    this.#arrived?.frame.close()
    this.#arrived = undefined
    this.#shown?.close()
    this.#shown = undefined
    this.#landmarks = null
    this.#clock = undefined
  }

  #nextTracked(nowMs: number): Shown | undefined {
    if (!this.#arrived) return undefined
    const { frame, landmarks } = this.#arrived
    this.#arrived = undefined
    this.#landmarks = landmarks
    this.#clock = { timestampUs: frame.timestampUs, atMs: nowMs }
    this.#ring.takeUntil(frame.timestampUs)?.close()
    return this.#show(frame, true)
  }

  #nextBetween(nowMs: number): Shown | undefined {
    const frame = this.#ring.takeUntil(this.#dueUs(nowMs))
    return frame && this.#show(frame, false)
  }

  #dueUs(nowMs: number): number {
    if (!this.#clock) return Infinity
    return this.#clock.timestampUs + (nowMs - this.#clock.atMs) * 1000
  }

  #show(frame: CameraFrame, isTracked: boolean): Shown {
    if (this.#shown !== frame) this.#shown?.close()
    this.#shown = frame
    const isFresh = frame.timestampUs - (this.#landmarks?.timestampUs ?? -Infinity) < staleUs
    return { frame, landmarks: isFresh ? this.#landmarks : null, isTracked }
  }
}
