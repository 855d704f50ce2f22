import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas'
import type { Frame } from './frames'

/**
 * The frame at a whole fraction of its size, about so large. A canvas would do it better, but takes 10 ms and more
 * of this thread, in which nothing is tracked; this takes about one.
 */
export function shrink({ widthPx, heightPx, pixels }: Frame, longSidePx: number): Canvas {
  const step = Math.max(1, Math.round(Math.max(widthPx, heightPx) / longSidePx))
  const width = Math.max(1, Math.floor(widthPx / step))
  const height = Math.max(1, Math.floor(heightPx / step))
  const image = new ImageData(width, height)
  // One number is one RGBA pixel.
  const source = new Uint32Array(pixels.buffer, pixels.byteOffset, widthPx * heightPx)
  const target = new Uint32Array(image.data.buffer, image.data.byteOffset, width * height)
  const half = step >> 1
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0; x < width; x++, index++) {
      const corner = y * step * widthPx + x * step
      const diagonal = mean(source[corner]!, source[corner + half * widthPx + half]!)
      const opposite = mean(source[corner + half]!, source[corner + half * widthPx]!)
      target[index] = mean(diagonal, opposite)
    }
  }
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(image, 0, 0)
  return canvas
}

/** The mean of two RGBA pixels, all four channels at once. */
function mean(a: number, b: number): number {
  return ((a >>> 1) & 0x7f7f7f7f) + ((b >>> 1) & 0x7f7f7f7f)
}
