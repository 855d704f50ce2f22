import type { FrameLandmarks } from '../../../common/landmarks'
import type { FaceStyle } from '../../../common/live'
import { drawTrails } from '../../../common/drawing/drawTrails'
import { drawPicture } from '../../../common/drawing/picture'
import { drawSkeletons } from '../../../common/drawing/skeleton'
import { fitPicture } from '../../../common/drawing/spaces'
import type { Trails } from '../../../common/drawing/trails'
import type { CameraFrame } from '../camera/cameraFrame'

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

/** Draws what was found in a frame over its place in the canvas, and nothing else. */
export function drawOverlay(
  canvas: HTMLCanvasElement,
  scene: StageScene,
  pixelRatio: number,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.clearRect(0, 0, canvas.width, canvas.height)
  drawFound(context, scene, placeIn(canvas, scene), pixelRatio)
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
  const place = placeIn(canvas, scene)
  drawPicture(context, picture, place)
  drawFound(context, scene, place, pixelRatio)
}

type Place = ReturnType<typeof fitPicture>

function placeIn(canvas: HTMLCanvasElement, { frame, isMirrored }: StageScene): Place {
  return fitPicture(frame, { widthPx: canvas.width, heightPx: canvas.height }, isMirrored)
}

function drawFound(
  context: CanvasRenderingContext2D,
  { landmarks, trails, faceStyle }: StageScene,
  picture: Place,
  pixelRatio: number,
): void {
  const options = { picture, pixelRatio, faceStyle }
  drawTrails(context, trails, options)
  if (landmarks) drawSkeletons(context, landmarks.parts, options)
}
