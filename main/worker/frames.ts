import type { Picture } from '../../common/landmarker'
import type { Segment } from '../../common/segments'
import type { TrackingOptions } from '../../common/tasks'

/** Which frame of a photo or video a picture is. */
export interface FrameMoment {
  /** Index in the source, from 0, counting frames that are not tracked too. */
  readonly frame: number
  /** Presentation time from the start of the source; 0 for a photo. */
  readonly timestampUs: number
  /** Whether it only prepares the tracker for the segment that follows. */
  readonly isWarmUp: boolean
  /** Share of what is tracked that is done with this frame, 0 to 1; null where it cannot be told. */
  readonly progress: number | null
}

/** One upright picture of a photo or video, already scaled for tracking. */
export interface Frame extends FrameMoment, Picture {}

/** Which frames of a file are read, and how large. */
export type FrameOptions = Pick<TrackingOptions, 'inputLongSidePx' | 'videoSampling'>

/** A photo or video that has been opened. */
export interface FrameSource<F = Frame> {
  /** Size of the upright picture, before scaling. */
  readonly widthPx: number
  readonly heightPx: number
  /** How it is cut; empty where it is tracked in one piece. */
  plan(): Promise<readonly Segment[]>
  /** The frames to track, in order: all, or those of one segment. To be called once. */
  frames(segment?: Segment): AsyncIterable<F> | Iterable<F>
  /** Frees what is open. May be called twice. */
  close(): void
}

/** Size with the long side limited to `longSidePx`; a smaller picture keeps its own. */
export function limitLongSide(widthPx: number, heightPx: number, longSidePx: number) {
  const scale = Math.min(1, longSidePx / Math.max(widthPx, heightPx))
  return {
    widthPx: Math.max(1, Math.round(widthPx * scale)),
    heightPx: Math.max(1, Math.round(heightPx * scale)),
  }
}
