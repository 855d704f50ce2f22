import type { PictureInView } from './spaces'

/** The calls needed of a 2D context that draws this kind of picture. */
export interface PictureContext<Picture> {
  drawImage(picture: Picture, x: number, y: number, width: number, height: number): void
  save(): void
  restore(): void
  translate(x: number, y: number): void
  scale(x: number, y: number): void
}

/** Draws a picture in its place, mirrored if the place says so. */
export function drawPicture<Picture>(
  context: PictureContext<Picture>,
  picture: NoInfer<Picture>,
  { leftPx, topPx, widthPx, heightPx, isMirrored }: PictureInView,
): void {
  context.save()
  context.translate(isMirrored ? leftPx + widthPx : leftPx, topPx)
  if (isMirrored) context.scale(-1, 1)
  context.drawImage(picture, 0, 0, widthPx, heightPx)
  context.restore()
}
