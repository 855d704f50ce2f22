import type { FrameLandmarks } from '../../../common/landmarks'
import type { FaceStyle } from '../../../common/live'
import { drawTrails } from '../../../common/drawing/drawTrails'
import { drawPicture } from '../../../common/drawing/picture'
import { drawSkeletons } from '../../../common/drawing/skeleton'
import { fitPicture, type PictureInView } from '../../../common/drawing/spaces'
import type { Trails } from '../../../common/drawing/trails'
import { say } from '../../locale'
import type { CameraFrame } from '../camera/cameraFrame'
import type { OverlayBands } from './overlayBands'

/** How the stage looks. */
export interface StageLook {
  readonly isMirrored: boolean
  readonly faceStyle: FaceStyle
}

export interface StageScene extends StageLook {
  readonly frame: CameraFrame
  readonly landmarks: FrameLandmarks | null
  readonly trails: Trails
}

/**
 * Puts a frame into a canvas of its own size, which the style sheet fits into the stage and mirrors.
 * On a machine without a graphics card a scaled drawing takes 10 ms and more, and one of a
 * `VideoFrame` or a bitmap a megabyte besides that is not given back; this takes less than one.
 */
export function putPicture(canvas: HTMLCanvasElement, frame: CameraFrame): void {
  // Setting a size, even the same one, clears the canvas.
  if (canvas.width !== frame.widthPx) canvas.width = frame.widthPx
  if (canvas.height !== frame.heightPx) canvas.height = frame.heightPx
  const pixels = new ImageData(frame.pixels, frame.widthPx, frame.heightPx)
  canvas.getContext('2d', { alpha: false })?.putImageData(pixels, 0, 0)
}

/** Draws what was found in a frame over its place in the stage, and nothing else. */
export function drawOverlay(overlay: OverlayBands, scene: StageScene, pixelRatio: number): void {
  const place = fitPicture(scene.frame, overlay.size, scene.isMirrored)
  overlay.draw((context) => drawFound(context, scene, place, pixelRatio))
}

/** Draws a frame with what was found in it, as large as the canvas allows. */
export function drawAnnotated(
  canvas: HTMLCanvasElement,
  scene: StageScene,
  pixelRatio: number,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const picture = document.createElement('canvas')
  putPicture(picture, scene.frame)
  const size = { widthPx: canvas.width, heightPx: canvas.height }
  const place = fitPicture(scene.frame, size, scene.isMirrored)
  drawPicture(context, picture, place)
  drawFound(context, scene, place, pixelRatio)
}

function drawFound(
  context: CanvasRenderingContext2D,
  { landmarks, trails, faceStyle }: StageScene,
  picture: PictureInView,
  pixelRatio: number,
): void {
  const options = { picture, pixelRatio, faceStyle, say }
  drawTrails(context, trails, options)
  if (landmarks) drawSkeletons(context, landmarks.parts, options)
}
