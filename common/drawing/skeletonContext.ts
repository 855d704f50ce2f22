import type { FaceStyle } from '../live'
import type { Sentence } from '../sentence'
import type { PictureInView } from './spaces'

/** The calls needed of a 2D context: the page's, or one that draws without a display. */
export interface SkeletonContext {
  // Contexts give more back than the strings that are set here.
  fillStyle: unknown
  strokeStyle: unknown
  font: string
  globalAlpha: number
  lineCap: string
  lineJoin: string
  lineWidth: number
  textBaseline: string
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number): void
  beginPath(): void
  fill(): void
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  lineTo(x: number, y: number): void
  measureText(text: string): { readonly width: number }
  moveTo(x: number, y: number): void
  restore(): void
  save(): void
  stroke(): void
}

export interface SkeletonOptions {
  readonly picture: PictureInView
  /** How many canvas pixels make one pixel of the screen: lines keep their width. */
  readonly pixelRatio: number
  /** Outlines alone, or with the whole mesh faintly under them; outlines if left out. */
  readonly faceStyle?: FaceStyle
  /** Puts labels into a language; into English if left out. */
  readonly say?: (label: Sentence) => string
}
