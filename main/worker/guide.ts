import type { Box } from '../../common/subjects'
import type { Sighting } from '../../common/segments'
import type { Frame } from './frames'

/** What is shown around a subject, as a share of its own size: a detector needs to see some more. */
const marginShare = 0.15
const grey = 0xff808080

/**
 * Has a tracker follow certain subjects: in the frame in which they were seen, all else is grey, so
 * that they are what it finds. Frames before that one are passed over, those after are as they are.
 *
 * @returns the frame as the tracker is to see it, or undefined where it is not to see it.
 */
export function createGuide(
  follow: readonly Sighting[] | undefined,
): (frame: Frame) => Frame | undefined {
  const [first] = follow ?? []
  if (!follow || !first) return (frame) => frame
  return (frame) => {
    if (frame.timestampUs < first.timestampUs) return undefined
    return frame.timestampUs === first.timestampUs ? showOnly(frame, follow) : frame
  }
}

function showOnly(frame: Frame, boxes: readonly Box[]): Frame {
  const { widthPx, heightPx, pixels } = frame
  const source = new Uint32Array(pixels.buffer, pixels.byteOffset, widthPx * heightPx)
  const shown = new Uint32Array(source.length).fill(grey)
  for (const { left, top, right, bottom } of boxes) {
    const [x, y] = [(right - left) * marginShare, (bottom - top) * marginShare]
    const [fromX, toX] = [pixelAt(left - x, widthPx), pixelAt(right + x, widthPx)]
    const [fromY, toY] = [pixelAt(top - y, heightPx), pixelAt(bottom + y, heightPx)]
    for (let row = fromY; row < toY; row++) {
      const start = row * widthPx
      shown.set(source.subarray(start + fromX, start + toX), start + fromX)
    }
  }
  return { ...frame, pixels: new Uint8ClampedArray(shown.buffer) }
}

/** The pixel at a share of the picture, which may lie outside of it. */
function pixelAt(share: number, sizePx: number): number {
  return Math.min(sizePx, Math.max(0, Math.round(share * sizePx)))
}
