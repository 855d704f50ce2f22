import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas, loadImage, type Image } from '@napi-rs/canvas'
import { mediaFolder, photoPaths } from '../media'

/** What a camera of the tests sees: a part of a photograph, or nobody. */
export interface CameraScene {
  readonly name: string
  /** Number of a photo of the tests, from 1, or the path of one; undefined is an empty room. */
  readonly photo?: number | string
  /** Part of the photo in view: left edge, top edge and width, all in parts of the photo's width. */
  readonly view?: { readonly x: number; readonly y: number; readonly width: number }
  /** How far the view wanders to and fro, in parts of the photo's width; 0 keeps it still. */
  readonly wander?: number
}

export const cameraWidthPx = 640
export const cameraHeightPx = 360
const frames = 60
const jpegQuality = 92

/**
 * Makes a film of a scene that Chromium plays, over and over at 30 frames a second, as its fake
 * camera: JPEG pictures one after the other (Motion JPEG). Answers the arguments for it.
 */
export async function fakeCamera(scene: CameraScene): Promise<string[]> {
  const path = await makeFilm(scene)
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`]
}

/** The picture that the camera gives at a share of its film, 0 to 1: pixels as of ImageData. */
export async function scenePixels(scene: CameraScene, share = 0): Promise<Uint8Array> {
  return (await drawScene(scene, share)).data()
}

async function makeFilm(scene: CameraScene): Promise<string> {
  const path = join(mediaFolder, `${scene.name}.mjpeg`)
  if (existsSync(path)) return path
  await mkdir(mediaFolder, { recursive: true })
  const count = scene.wander ? frames : 2
  const pictures: Buffer[] = []
  for (let index = 0; index < count; index += 1) {
    const canvas = await drawScene(scene, index / count)
    pictures.push(await canvas.encode('jpeg', jpegQuality))
  }
  const unfinished = join(mediaFolder, `${process.pid}-${scene.name}.mjpeg`)
  await writeFile(unfinished, Buffer.concat(pictures))
  await rename(unfinished, path)
  return path
}

async function drawScene(scene: CameraScene, share: number) {
  const canvas = createCanvas(cameraWidthPx, cameraHeightPx)
  const context = canvas.getContext('2d')
  context.fillStyle = 'gray'
  context.fillRect(0, 0, cameraWidthPx, cameraHeightPx)
  if (scene.photo !== undefined) {
    const { photo } = scene
    const path = typeof photo === 'number' ? photoPaths[photo - 1]! : photo
    drawView(context, await loadImage(path), scene, share)
  }
  return canvas
}

function drawView(
  context: ReturnType<ReturnType<typeof createCanvas>['getContext']>,
  photo: Image,
  { view = { x: 0, y: 0, width: 1 }, wander = 0 }: CameraScene,
  share: number,
): void {
  const scale = cameraWidthPx / (view.width * photo.width)
  // There and back, so that the film has no jump where it begins again.
  const away = wander * Math.sin(share * 2 * Math.PI)
  const left = (view.x + away) * photo.width * scale
  const top = view.y * photo.width * scale
  context.drawImage(photo, -left, -top, photo.width * scale, photo.height * scale)
}
