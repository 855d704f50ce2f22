import type { Landmarker, Picture } from '../../../common/landmarker'
import type { PackedPart } from '../../../common/landmarks'
import {
  defaultTrackingOptions,
  modelFileName,
  type Task,
  type TrackingOptions,
} from '../../../common/tasks'
import type { Frame, FrameSource } from '../../../main/worker/frames'
import { openPhoto } from '../../../main/worker/imageFrames'
import { loadLandmarker } from '../../../main/worker/loadLandmarker'
import { photoPaths } from '../../media'
import { modelsFolder, wasmFolder } from '../../processes'

/** The landmarker of a task with the real model. */
export function loadTask(task: Task, changes: Partial<TrackingOptions> = {}): Promise<Landmarker> {
  const options = { ...defaultTrackingOptions(task), ...changes }
  return loadLandmarker(options, `${modelsFolder}/${modelFileName(options)}`, wasmFolder)
}

/** The photo of that number, 1 to 6, scaled down for speed. */
export async function readPhoto(number: number, longSidePx = 960): Promise<Picture> {
  const source = await openPhoto(photoPaths[number - 1]!, longSidePx)
  const [frame] = await collectFrames(source)
  return frame!
}

/** All frames of an opened photo or video, which is then closed. */
export async function collectFrames(source: FrameSource): Promise<Frame[]> {
  const frames: Frame[] = []
  for await (const frame of source.frames()) frames.push(frame)
  source.close()
  return frames
}

/** What the camera sees that pans over a picture from left to right, in so many frames. */
export function panOver(picture: Picture, frames: number): Picture[] {
  const widthPx = Math.round(picture.widthPx * 0.8)
  return Array.from({ length: frames }, (_, frame) => {
    const left = Math.round(((picture.widthPx - widthPx) * frame) / frames)
    return cutOut(picture, left, widthPx)
  })
}

function cutOut(picture: Picture, left: number, widthPx: number): Picture {
  const { heightPx } = picture
  const pixels = new Uint8ClampedArray(widthPx * heightPx * 4)
  for (let y = 0; y < heightPx; y++) {
    const start = (y * picture.widthPx + left) * 4
    pixels.set(picture.pixels.subarray(start, start + widthPx * 4), y * widthPx * 4)
  }
  return { widthPx, heightPx, pixels }
}

export function blackPicture(widthPx = 640, heightPx = 480): Picture {
  return { widthPx, heightPx, pixels: new Uint8ClampedArray(widthPx * heightPx * 4) }
}

/** Left and right exchanged. */
export function mirror({ widthPx, heightPx, pixels }: Picture): Picture {
  const source = new Uint32Array(pixels.buffer, pixels.byteOffset, widthPx * heightPx)
  const target = new Uint32Array(source.length)
  for (let index = 0; index < source.length; index++) {
    const x = index % widthPx
    target[index] = source[index - x + (widthPx - 1 - x)]!
  }
  return { widthPx, heightPx, pixels: new Uint8ClampedArray(target.buffer) }
}

/** The result of one photo, whatever was tracked before. */
export async function detectPhoto(landmarker: Landmarker, photo: Picture): Promise<PackedPart[]> {
  await landmarker.startSource('photo')
  return landmarker.detect(photo, 0)
}

/** The results of a video's frames, 30 a second. */
export async function detectVideo(
  landmarker: Landmarker,
  frames: readonly Picture[],
): Promise<PackedPart[][]> {
  await landmarker.startSource('video')
  return frames.map((frame, index) => landmarker.detect(frame, Math.round((index * 1e6) / 30)))
}
