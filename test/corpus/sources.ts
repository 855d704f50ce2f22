import { loadImage } from '@napi-rs/canvas'
import { constantRate, drawPhoto, encodeCanvas, makeVideo, photoPaths } from '../media'
import { makeGif } from '../main/media/samples'
import { once } from './specimen'

/** Good pictures and videos, small, of which the specimens are made. */
export const photoSources = {
  jpg: once(() => encode('jpeg')),
  png: once(() => encode('png')),
  webp: once(() => encode('webp')),
  avif: once(() => encode('avif')),
  gif: once(() => Promise.resolve(makeGif())),
}
export type PhotoExtension = keyof typeof photoSources
export const photoExtensions = Object.keys(photoSources) as PhotoExtension[]

export type VideoExtension = 'mp4' | 'mov' | 'mkv' | 'webm'
export const videoSources: Readonly<Record<VideoExtension, () => Promise<Buffer>>> = {
  mp4: once(() => smallVideo('corpus.mp4')),
  mov: once(() => smallVideo('corpus.mov')),
  mkv: once(() => smallVideo('corpus.mkv')),
  webm: once(() => smallVideo('corpus.webm')),
}
export const videoExtensions: readonly VideoExtension[] = ['mp4', 'mov', 'mkv', 'webm']

export const mediaSources = { ...photoSources, ...videoSources }
export const mediaExtensions = [...photoExtensions, ...videoExtensions]

async function encode(format: 'jpeg' | 'png' | 'webp' | 'avif'): Promise<Buffer> {
  return encodeCanvas(drawPhoto(await loadImage(photoPaths[1]!), 240), format)
}

function smallVideo(name: `corpus.${VideoExtension}`): Promise<string> {
  return makeVideo({
    name,
    codec: name === 'corpus.webm' ? 'vp9' : 'avc',
    ...{ photo: 1, widthPx: 160, heightPx: 90, timestampsS: constantRate(5, 10) },
  })
}
