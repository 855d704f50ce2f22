import type { FaceStyle } from '../../common/live'
import type { PictureInView } from './spaces'

/** The calls needed of a 2D context: the page's, or one that draws without a display. */
export type SkeletonContext = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineCap'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'measureText'
  | 'moveTo'
  | 'restore'
  | 'save'
  | 'stroke'
  | 'strokeStyle'
  | 'textBaseline'
>

export interface SkeletonOptions {
  readonly picture: PictureInView
  /** How many canvas pixels make one pixel of the screen: lines keep their width. */
  readonly pixelRatio: number
  /** Outlines alone, or with the whole mesh faintly under them; outlines if left out. */
  readonly faceStyle?: FaceStyle
}
