import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createCanvas, loadImage, type Canvas, type Image } from '@napi-rs/canvas'
import {
  FilePathTarget,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  Quality,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
  type Rotation,
  type VideoCodec,
} from 'mediabunny'
import { registerMediabunnyServer } from '@mediabunny/server'

/** Six photographs of groups of people, 1920 pixels wide, that a development dependency ships. */
export const photoPaths = [1, 2, 3, 4, 5, 6].map((number) =>
  resolve(`node_modules/@vladmandic/face-api/demo/sample${number}.jpg`),
)

/** Where media made for the tests are kept: each is made once. */
export const mediaFolder = resolve('test/output/media')

type FastStart = 'in-memory' | false

const containers = {
  mp4: (fastStart: FastStart) => new Mp4OutputFormat({ fastStart }),
  mov: (fastStart: FastStart) => new MovOutputFormat({ fastStart }),
  mkv: () => new MkvOutputFormat(),
  webm: () => new WebMOutputFormat(),
}

export interface VideoRecipe {
  /** File name; its ending chooses the container. */
  readonly name: `${string}.${keyof typeof containers}`
  readonly codec: VideoCodec
  /** Number of the photo, from 1, that the camera wanders over. */
  readonly photo: number
  readonly widthPx: number
  readonly heightPx: number
  /** Presentation time of each frame in seconds; the last one lasts as long as the one before. */
  readonly timestampsS: readonly number[]
  /** MP4 and MOV: the table of contents before the pictures, as on the web. */
  readonly tableFirst?: boolean
  /** How far a player turns the stored pictures clockwise; the size above is before that. */
  readonly rotation?: Rotation
  /** Centre of view and part of the photo's width in view, all 0 to 1, at a share of the video. */
  readonly camera?: (share: number) => { x: number; y: number; width: number }
}

/** Timestamps of `count` frames at a constant rate. */
export function constantRate(count: number, framesPerSecond: number): number[] {
  return Array.from({ length: count }, (_, index) => index / framesPerSecond)
}

const wandering = (share: number) => ({ x: 0.4 + 0.2 * share, y: 0.45, width: 0.8 - 0.1 * share })

/** Makes a video of a photo under a moving camera and answers its path. */
export function makeVideo(recipe: VideoRecipe): Promise<string> {
  return makeOnce(recipe.name, async (path) => {
    const photo = await loadImage(photoPaths[recipe.photo - 1]!)
    await encode(recipe, path, (share) => view(photo, recipe, share))
  })
}

/** Makes a picture from a photo, turned upside down for instance, and answers its path. */
export function makePicture(
  name: string,
  encodePicture: (photo: Image) => Uint8Array | Promise<Uint8Array>,
  photo = 4,
): Promise<string> {
  return makeOnce(name, async (path) =>
    writeFile(path, await encodePicture(await loadImage(photoPaths[photo - 1]!))),
  )
}

/** A photo drawn into a canvas of the given width, for encoding in another format. */
export function drawPhoto(photo: Image, widthPx: number) {
  const heightPx = Math.round((photo.height * widthPx) / photo.width)
  const canvas = createCanvas(widthPx, heightPx)
  canvas.getContext('2d').drawImage(photo, 0, 0, widthPx, heightPx)
  return canvas
}

/** A canvas as a file of a format. Canvas has another signature of `encode` for each. */
export function encodeCanvas(
  canvas: Canvas,
  format: 'jpeg' | 'png' | 'webp' | 'avif',
): Promise<Buffer> {
  switch (format) {
    case 'jpeg':
      return canvas.encode('jpeg', 85)
    case 'png':
      return canvas.encode('png')
    case 'webp':
      return canvas.encode('webp')
    case 'avif':
      return canvas.encode('avif')
  }
}

/**
 * The JPEG with an EXIF orientation, 1 to 8, as a camera would write it (TIFF tag 0x0112 in an
 * APP1 segment right after the start of the image).
 */
export function withExifOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation]
  const exif = [...Buffer.from('Exif\0\0'), ...tiff, 0, 0, 0, 0, 0, 0]
  const segment = [0xff, 0xe1, 0, exif.length + 2, ...exif]
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from(segment), jpeg.subarray(2)])
}

/** Makes a file that breaks off after a share of another one. */
export function makeTruncated(path: string, name: string, share: number): Promise<string> {
  return makeOnce(name, async (target) => {
    const bytes = await readFile(path)
    await writeFile(target, bytes.subarray(0, Math.round(bytes.length * share)))
  })
}

async function makeOnce(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const path = join(mediaFolder, name)
  if (existsSync(path)) return path
  await mkdir(mediaFolder, { recursive: true })
  // Several test processes may want it at once: each makes its own, and the last one stays.
  const unfinished = join(mediaFolder, `${process.pid}-${name}`)
  await make(unfinished)
  await rename(unfinished, path)
  return path
}

async function encode(
  { name, codec, timestampsS, tableFirst, rotation, widthPx, heightPx }: VideoRecipe,
  path: string,
  pixelsAt: (share: number) => Uint8Array,
): Promise<void> {
  registerMediabunnyServer({ hardwareContext: null })
  const container = name.split('.').at(-1) as keyof typeof containers
  const format = containers[container](tableFirst ? 'in-memory' : false)
  const output = new Output({ format, target: new FilePathTarget(path) })
  const source = new VideoSampleSource({ codec, quality: new Quality('high') })
  output.addVideoTrack(source, { rotation: rotation ?? 0 })
  await output.start()
  for (const [index, timestamp] of timestampsS.entries()) {
    const share = index / Math.max(1, timestampsS.length - 1)
    const duration = frameDuration(timestampsS, index)
    const init = { format: 'RGBA', codedWidth: widthPx, codedHeight: heightPx } as const
    const sample = new VideoSample(pixelsAt(share), { ...init, timestamp, duration })
    await source.add(sample)
    sample.close()
  }
  await output.finalize()
}

function frameDuration(timestampsS: readonly number[], index: number): number {
  const last = timestampsS.length - 1
  if (last === 0) return 1 / 30
  const from = Math.min(index, last - 1)
  return timestampsS[from + 1]! - timestampsS[from]!
}

/** What the camera sees at a share of the video, in the orientation in which it is stored. */
function view(photo: Image, recipe: VideoRecipe, share: number): Uint8Array {
  const { widthPx, heightPx, rotation = 0, camera = wandering } = recipe
  const isTurned = rotation % 180 !== 0
  const [uprightWidth, uprightHeight] = isTurned ? [heightPx, widthPx] : [widthPx, heightPx]
  const canvas = createCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  context.translate(widthPx / 2, heightPx / 2)
  context.rotate((-rotation * Math.PI) / 180)
  const { x, y, width } = camera(share)
  const scale = uprightWidth / (photo.width * width)
  const size = [photo.width * scale, photo.height * scale] as const
  context.fillStyle = 'gray'
  context.fillRect(-uprightWidth / 2, -uprightHeight / 2, uprightWidth, uprightHeight)
  context.drawImage(photo, -x * size[0], -y * size[1], ...size)
  return canvas.data()
}
