import { loadImage } from '@napi-rs/canvas'
import { constantRate, drawPhoto, makeVideo, photoPaths } from '../media'
import { file, once, type Specimen } from './specimen'

const formats = ['jpeg', 'png', 'webp', 'avif'] as const

/** Photographs of people and short videos of them, which nothing beside them may harm. */
export function goodFiles(): Specimen[] {
  return [...photoPaths, ...photoPaths].map(goodPhoto).concat(goodVideos)
}

export const goodKinds: readonly string[] = ['good photo', 'good video']

function goodPhoto(source: string, index: number): Specimen {
  const format = formats[index % formats.length]!
  const name = `good photo ${index + 1}.${format}`
  return file('good photo', name, 'done', async () => {
    const canvas = drawPhoto(await loadImage(source), 480 + 40 * (index % 3))
    // The overloads of the encoder tell the formats apart.
    return format === 'jpeg' ? canvas.encode(format, 90) : encodeOther(canvas, format)
  })
}

function encodeOther(canvas: ReturnType<typeof drawPhoto>, format: 'png' | 'webp' | 'avif') {
  if (format === 'png') return canvas.encode(format)
  return format === 'webp' ? canvas.encode(format) : canvas.encode(format)
}

const goodVideos = (['mp4', 'mov', 'mkv', 'webm'] as const).map((extension, index) =>
  file(
    'good video',
    `good video.${extension}`,
    'done',
    once(() =>
      makeVideo({
        name: `corpus-good.${extension}`,
        codec: extension === 'webm' ? 'vp9' : 'avc',
        photo: index + 1,
        ...{ widthPx: 320, heightPx: 180, timestampsS: constantRate(8, 12) },
      }),
    ),
  ),
)
