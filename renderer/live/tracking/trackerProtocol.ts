import type { WireError } from '../../../common/errors'
import type { Picture } from '../../../common/landmarker'
import type { FrameLandmarks } from '../../../common/landmarks'
import type { Delegate, Smoothing } from '../../../common/live'
import type { TrackingOptions } from '../../../common/tasks'
import type { TrackerFiles } from './trackerFiles'

/** RGBA in memory that can be transferred. */
export interface TrackedPicture extends Picture {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>
}

/** What the page tells the tracker, its Web Worker. */
export type TrackerRequest =
  /** First message: open the model; answered by `ready` or `failed`. */
  | {
      readonly kind: 'open'
      readonly options: TrackingOptions
      readonly delegate: Delegate
      readonly files: TrackerFiles
    }
  /** Track this picture, whose pixels are transferred; answered by `tracked` or `failed`. */
  | {
      readonly kind: 'track'
      readonly picture: TrackedPicture
      /** Index of the frame among all that the camera gave. */
      readonly frame: number
      readonly timestampUs: number
      readonly smoothing: Smoothing
    }

/** What the tracker tells the page. */
export type TrackerEvent =
  | { readonly kind: 'ready'; readonly openMs: number }
  | {
      readonly kind: 'tracked'
      readonly landmarks: FrameLandmarks
      /** Time that the model took. */
      readonly inferenceMs: number
      /** The memory of the picture, transferred back to be used again. */
      readonly pixels: TrackedPicture['pixels']
    }
  /** The model cannot be loaded, or gave up: nothing more will come. */
  | { readonly kind: 'failed'; readonly error: WireError }
  /** The graphics card is no longer there: nothing more will come. */
  | { readonly kind: 'graphics-lost' }
