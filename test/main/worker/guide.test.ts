import { expect, it } from 'vitest'
import type { Sighting } from '../../../common/segments'
import type { Frame } from '../../../main/worker/frames'
import { createGuide } from '../../../main/worker/guide'

const white = 0xffffffff
const grey = 0xff808080

function frameAt(timestampUs: number): Frame {
  const [widthPx, heightPx] = [20, 10]
  const pixels = new Uint8ClampedArray(widthPx * heightPx * 4).fill(255)
  return { widthPx, heightPx, pixels, frame: 0, timestampUs, isWarmUp: true, progress: 0 }
}

/** The left fifth of the picture, with a margin up to a quarter. */
const leftmost: Sighting = {
  ...{ timestampUs: 2, subject: 0, part: 'pose' },
  ...{ left: 0, right: 0.2, top: 0, bottom: 1 },
}

function row(frame: Frame | undefined): number[] {
  const { buffer, byteOffset } = frame!.pixels
  return [...new Uint32Array(buffer, byteOffset, 20)]
}

it('without anybody to follow every frame is as it is', () => {
  const frame = frameAt(1)
  expect(createGuide(undefined)(frame)).toBe(frame)
  expect(createGuide([])(frame)).toBe(frame)
})

it('the frame in which subjects were seen shows them and a margin, and nothing else', () => {
  const pixels = row(createGuide([leftmost])(frameAt(2)))
  expect(pixels.slice(0, 5)).toEqual(Array<number>(5).fill(white))
  expect(pixels.slice(5)).toEqual(Array<number>(15).fill(grey))
})

it('frames before it are passed over, and those after it are as they are', () => {
  const guide = createGuide([leftmost])
  expect(guide(frameAt(1))).toBeUndefined()
  const later = frameAt(3)
  expect(guide(later)).toBe(later)
})
