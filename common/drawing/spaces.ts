/** A place in a canvas, in its pixels, origin top left. */
export interface PointInView {
  readonly x: number
  readonly y: number
}

/** Where a picture lies in a canvas, in its pixels. */
export interface PictureInView {
  readonly leftPx: number
  readonly topPx: number
  readonly widthPx: number
  readonly heightPx: number
  /** It is shown as a mirror would show it. Landmarks always refer to the unmirrored picture. */
  readonly isMirrored: boolean
}

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** A place in the canvas for a landmark's normalised coordinates. */
export function viewFromNormalized(picture: PictureInView, x: number, y: number): PointInView {
  const xInView = picture.isMirrored ? 1 - x : x
  return { x: picture.leftPx + xInView * picture.widthPx, y: picture.topPx + y * picture.heightPx }
}

/** The largest place for the whole picture, in the middle of the canvas, its shape kept. */
export function fitPicture(picture: Size, canvas: Size, isMirrored = false): PictureInView {
  const scale = Math.min(canvas.widthPx / picture.widthPx, canvas.heightPx / picture.heightPx)
  const widthPx = picture.widthPx * scale
  const heightPx = picture.heightPx * scale
  return {
    leftPx: (canvas.widthPx - widthPx) / 2,
    topPx: (canvas.heightPx - heightPx) / 2,
    widthPx,
    heightPx,
    isMirrored,
  }
}
