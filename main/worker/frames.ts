import type { Picture } from '../../common/landmarker'

/** One upright picture of a photo or video, already scaled for tracking. */
export interface Frame extends Picture {
  /** Index in the source, from 0, counting frames that are not tracked too. */
  readonly frame: number
  /** Presentation time from the start of the source; 0 for a photo. */
  readonly timestampUs: number
  /** Share of the source that is done with this frame, 0 to 1; null where it cannot be told. */
  readonly progress: number | null
}

/** A photo or video that has been opened. */
export interface FrameSource {
  /** Size of the upright picture, before scaling. */
  readonly widthPx: number
  readonly heightPx: number
  /** The frames to track, in order. To be called once. */
  frames(): AsyncIterable<Frame> | Iterable<Frame>
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
