import { expect, it } from 'vitest'
import { drawPatch, type YuvPicture } from '../../../main/worker/yuvPicture'

type ColorSpace = YuvPicture['colorSpace']

function space(matrix: string | null, fullRange: boolean | null): ColorSpace {
  return { matrix, fullRange, primaries: null, transfer: null } as unknown as ColorSpace
}

/** A black picture of 4 x 4 pixels in the limited range. */
function blackPicture(colorSpace = space(null, null)): YuvPicture {
  const planes = Uint8ClampedArray.of(...Array<number>(16).fill(16), ...Array<number>(8).fill(128))
  return { widthPx: 4, heightPx: 4, planes, colorSpace }
}

/** Two by two pixels, in the lower right corner. */
function drawn(pixels: readonly (readonly number[])[], picture = blackPicture()) {
  const patch = { left: 2, top: 2, widthPx: 2, heightPx: 2 }
  drawPatch(picture, { ...patch, pixels: Uint8ClampedArray.of(...pixels.flat()) })
  const { planes } = picture
  return { y: [10, 11, 14, 15].map((at) => planes[at]), u: planes[19], v: planes[23], planes }
}

const red = [255, 0, 0, 255]
const clear = [0, 0, 0, 0]

it('colours are those of BT.601 in the limited range, as video without a word on them has', () => {
  expect(drawn([red, red, red, red])).toMatchObject({ y: [81, 81, 81, 81], u: 90, v: 240 })
  const white = [255, 255, 255, 255]
  expect(drawn([white, white, white, white])).toMatchObject({ y: [235, 235, 235, 235], u: 128 })
})

it('a video that says otherwise gets its own: BT.709, the full range', () => {
  const picture = blackPicture(space('bt709', true))
  expect(drawn([red, red, red, red], picture)).toMatchObject({ y: [54, 54, 54, 54], u: 99, v: 255 })
})

it('a pixel covers what is under it as far as it is opaque, and colours by its share of four', () => {
  const half = [255, 0, 0, 51]
  expect(drawn([red, clear, clear, half])).toMatchObject({
    ...{ y: [81, 16, 16, 29], u: 117, v: 162 },
  })
})

it('what lies beside the patch stays', () => {
  const { planes } = drawn([red, red, red, red])
  const others = Array.from(planes).filter((_, at) => ![10, 11, 14, 15, 19, 23].includes(at))
  expect(others).toEqual([...Array<number>(12).fill(16), ...Array<number>(6).fill(128)])
})
