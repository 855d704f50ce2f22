export const pictureAxes =
  'x to the right, y down, from the upper left corner of the upright, unmirrored picture.'

/** To a thousandth; empty where unknown. */
export function pixelText(pixels: number): string {
  return Number.isNaN(pixels) ? '' : pixels.toFixed(3)
}
