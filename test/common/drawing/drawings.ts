import { createCanvas } from '@napi-rs/canvas'
import { landmarkStride, type PackedPart, type TopologyId } from '../../../common/landmarks'
import { topologies } from '../../../common/topologies'
import type { SkeletonContext } from '../../../common/drawing/skeletonContext'
import type { PictureInView } from '../../../common/drawing/spaces'

const sidePx = 200
const nowhere = Number.NaN

/** A picture of 200 x 200 pixels that fills its canvas. */
export const wholePicture: PictureInView = {
  ...{ leftPx: 0, topPx: 0, widthPx: sidePx, heightPx: sidePx },
  isMirrored: false,
}

/** A part with these landmarks in place, in pixels, and all others unknown. */
export function partWith(
  topology: TopologyId,
  places: Readonly<Record<number, readonly [x: number, y: number, visibility?: number]>>,
): PackedPart {
  const points = new Float32Array(topologies[topology].landmarks.length * landmarkStride)
  points.fill(nowhere)
  for (const [index, [x, y, visibility = nowhere]] of Object.entries(places)) {
    const landmark = [x / sidePx, y / sidePx, 0, nowhere, nowhere, nowhere, visibility]
    points.set(landmark, Number(index) * landmarkStride)
  }
  return { part: topology, topology, subject: 0, handedness: null, score: null, points }
}

/** Draws without a display; tells what a pixel then is: `empty`, or its red, green and blue. */
export function drawn(draw: (context: SkeletonContext) => void) {
  const context = createCanvas(sidePx, sidePx).getContext('2d')
  draw(context)
  const pixelAt = (x: number, y: number) => context.getImageData(x, y, 1, 1).data
  return {
    colourAt: (x: number, y: number): string => {
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixelAt(x, y)
      return alpha === 0 ? 'empty' : `${red} ${green} ${blue}`
    },
    opacityAt: (x: number, y: number): number => (pixelAt(x, y)[3] ?? 0) / 255,
  }
}
