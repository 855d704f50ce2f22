import type { VideoSample } from 'mediabunny'

/**
 * A picture as video has it (I420): brightness Y of every pixel, colours U and V of every two by two,
 * one plane after the other. Both sides are even.
 */
export interface YuvPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly planes: Uint8ClampedArray<ArrayBuffer>
  readonly colorSpace: VideoSample['colorSpace']
}

/** A piece of a picture in RGBA, opacity not multiplied in; its place and size are even. */
export interface RgbaPatch {
  readonly left: number
  readonly top: number
  readonly widthPx: number
  readonly heightPx: number
  readonly pixels: Uint8ClampedArray
}

/** The type of the WebCodecs option, which the declarations in use still lack. */
const toRgba: VideoFrameCopyToOptions & { format: 'RGBA' } = { format: 'RGBA' }

/**
 * Planes that are used again. New memory of this size is dear: inside of Electron the system gives it
 * page by page each time, which takes longer than all that is done with it.
 */
export class PlanePool {
  readonly #free: YuvPicture['planes'][] = []

  /** Holds anything. */
  take(bytes: number): YuvPicture['planes'] {
    const planes = this.#free.pop()
    return planes?.length === bytes ? planes : new Uint8ClampedArray(bytes)
  }

  /** Nobody reads them any more. */
  giveBack(planes: YuvPicture['planes']): void {
    this.#free.push(planes)
  }
}

/** The picture of a sample, upright; the last row or column of an odd side is left out. */
export async function readYuv(sample: VideoSample, pool: PlanePool): Promise<YuvPicture> {
  const [widthPx, heightPx] = [even(sample.displayWidth), even(sample.displayHeight)]
  const isUpright = sample.rotation === 0 && !sample.flip
  const isWhole = sample.codedWidth === widthPx && sample.codedHeight === heightPx
  if (isUpright && isWhole) return readPlanes(sample, pool)
  const upright = await sample.transform({ width: widthPx, height: heightPx, fit: 'fill' })
  return readPlanes(upright, pool).finally(() => upright.close())
}

function even(px: number): number {
  return Math.max(2, px - (px % 2))
}

async function readPlanes(sample: VideoSample, pool: PlanePool): Promise<YuvPicture> {
  const { codedWidth: widthPx, codedHeight: heightPx, colorSpace } = sample
  const planes = pool.take(1.5 * widthPx * heightPx)
  if (sample.format === 'I420') {
    await sample.copyTo(planes)
    return { widthPx, heightPx, planes, colorSpace }
  }
  // More bits or more colour than nearly all videos have.
  const pixels = new Uint8ClampedArray(4 * widthPx * heightPx)
  await sample.copyTo(pixels, toRgba)
  const picture = { widthPx, heightPx, planes, colorSpace }
  drawPatch(picture, { left: 0, top: 0, widthPx, heightPx, pixels })
  return picture
}

/** Lays a patch over a picture, as opaque as each of its pixels is. */
export function drawPatch({ widthPx, heightPx, planes, colorSpace }: YuvPicture, patch: RgbaPatch) {
  const { y: toY, u: toU, v: toV } = yuvConversion(colorSpace)
  const { pixels } = patch
  const [uStart, colourWidth] = [widthPx * heightPx, widthPx / 2]
  const vStart = uStart + (colourWidth * heightPx) / 2
  for (let row = 0; row < patch.heightPx; row += 2) {
    for (let column = 0; column < patch.widthPx; column += 2) {
      let [u, v, opacity] = [0, 0, 0]
      for (let corner = 0; corner < 4; corner += 1) {
        const [x, y] = [column + (corner & 1), row + (corner >> 1)]
        const at = 4 * (y * patch.widthPx + x)
        const alpha = pixels[at + 3]! / 255
        if (alpha === 0) continue
        const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
        const place = (patch.top + y) * widthPx + patch.left + x
        planes[place] = planes[place]! + alpha * (toY(red, green, blue) - planes[place]!)
        u += alpha * toU(red, green, blue)
        v += alpha * toV(red, green, blue)
        opacity += alpha
      }
      if (opacity === 0) continue
      const place = ((patch.top + row) / 2) * colourWidth + (patch.left + column) / 2
      const rest = 1 - opacity / 4
      planes[uStart + place] = planes[uStart + place]! * rest + u / 4
      planes[vStart + place] = planes[vStart + place]! * rest + v / 4
    }
  }
}

type Convert = (red: number, green: number, blue: number) => number

/** Shares of red and blue in the brightness (ITU-R BT.601, BT.709 and BT.2020). */
const brightnessShares = {
  bt709: [0.2126, 0.0722],
  'bt2020-ncl': [0.2627, 0.0593],
  smpte170m: [0.299, 0.114],
} as const

/** How the colours of a video become its numbers; BT.601 in the limited range where it does not say. */
function yuvConversion({
  matrix,
  fullRange,
}: YuvPicture['colorSpace']): Record<'y' | 'u' | 'v', Convert> {
  const [kr, kb] =
    brightnessShares[matrix as keyof typeof brightnessShares] ?? brightnessShares.smpte170m
  const [black, yScale, colourScale] = fullRange ? [0, 1, 1] : [16, 219 / 255, 224 / 255]
  const brightness: Convert = (red, green, blue) => kr * red + (1 - kr - kb) * green + kb * blue
  return {
    y: (red, green, blue) => black + yScale * brightness(red, green, blue),
    u: (red, green, blue) =>
      128 + (colourScale * (blue - brightness(red, green, blue))) / (2 * (1 - kb)),
    v: (red, green, blue) =>
      128 + (colourScale * (red - brightness(red, green, blue))) / (2 * (1 - kr)),
  }
}
