/** Width and height in pixels, both above 0, before any turning by EXIF. */
export interface PixelSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** A size out of two numbers of a header; null if one is missing or 0. */
export function pixelSize(
  widthPx: number | undefined,
  heightPx: number | undefined,
): PixelSize | null {
  return widthPx && heightPx ? { widthPx, heightPx } : null
}

export function countPixels({ widthPx, heightPx }: PixelSize): number {
  return widthPx * heightPx
}

/** The size of more pixels; null only if both are. */
export function larger(a: PixelSize | null, b: PixelSize | null): PixelSize | null {
  if (!a || !b) return a ?? b
  return countPixels(b) > countPixels(a) ? b : a
}
