import { basename } from 'node:path'
import { registerMediabunnyServer } from '@mediabunny/server'
import {
  ALL_FORMATS,
  FilePathSource,
  Input,
  MatroskaInputFormat,
  VideoSampleSink,
  type InputVideoTrack,
  type VideoSample,
} from 'mediabunny'
import type { TrackingOptions } from '../../common/tasks'
import { keepDecodersClosable } from './closableDecoders'
import { checkReadable } from './fileErrors'
import { limitLongSide, type Frame, type FrameSource } from './frames'
import { createFrameSampler } from './frameSampler'
import { readAhead } from './readAhead'

/**
 * Opens a video (MP4, MOV, MKV, WebM with H.264, HEVC, VP8, VP9 or AV1). Its frames come upright, in
 * the order of presentation, with the container's timestamps, however irregular; `videoSampling`
 * chooses which. Rejects with a sentence that names the file.
 */
export async function openVideo(path: string, options: TrackingOptions): Promise<FrameSource> {
  await checkReadable(path)
  // Software decoding gives the same pixels on every machine.
  registerMediabunnyServer({ hardwareContext: null })
  keepDecodersClosable()
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  try {
    return await openTrack(input, path, options)
  } catch (error) {
    input.dispose()
    throw error
  }
}

async function openTrack(
  input: Input,
  path: string,
  options: TrackingOptions,
): Promise<FrameSource> {
  const name = basename(path)
  const track = await findTrack(input, name)
  const header = await readHeader(input, track).catch(refuseDamaged(name))
  return {
    widthPx: header.widthPx,
    heightPx: header.heightPx,
    frames: () => readAhead(decodeFrames(track, name, header.promisedEnd, options)),
    close: () => input.dispose(),
  }
}

async function findTrack(input: Input, name: string): Promise<InputVideoTrack> {
  const track = await input.getPrimaryVideoTrack().catch(refuseDamaged(name))
  if (!track) throw new Error(`${name} has no pictures: it is incomplete or holds only sound.`)
  if (await track.canDecode().catch(refuseDamaged(name))) return track
  const codec = (await track.getCodec()) ?? 'an unknown method'
  throw new Error(`${name} cannot be decoded: it is compressed with ${codec}. Convert it to H.264.`)
}

async function readHeader(input: Input, track: InputVideoTrack) {
  const promisedEnd = await findPromisedEnd(input, track)
  const [widthPx, heightPx] = [await track.getDisplayWidth(), await track.getDisplayHeight()]
  return { promisedEnd, widthPx, heightPx }
}

/** What is said of a header that is found to make no sense: Mediabunny's words help nobody. */
function refuseDamaged(name: string) {
  return (cause: unknown): never => {
    throw new Error(`${name} cannot be read: it is damaged or not a video.`, { cause })
  }
}

/** When the pictures should end, by the container's word, and by how much that word may be off. */
interface PromisedEnd {
  readonly seconds: number
  readonly toleranceS: number
}

async function findPromisedEnd(
  input: Input,
  track: InputVideoTrack,
): Promise<PromisedEnd | undefined> {
  const seconds = await track.getDurationFromMetadata()
  if (seconds === null || !Number.isFinite(seconds)) return undefined
  const tracks = await input.getTracks()
  // Matroska and WebM tell one duration for all tracks, and sound may go on without pictures.
  const isShared = (await input.getFormat()) instanceof MatroskaInputFormat && tracks.length > 1
  return { seconds, toleranceS: isShared ? Math.max(2, seconds / 10) : 0.5 }
}

async function* decodeFrames(
  track: InputVideoTrack,
  name: string,
  promised: PromisedEnd | undefined,
  options: TrackingOptions,
): AsyncGenerator<Frame> {
  const isSampled = createFrameSampler(options.videoSampling)
  let index = 0
  let endS = 0
  try {
    for await (const sample of new VideoSampleSink(track).samples()) {
      try {
        const timestampUs = Math.round(sample.timestamp * 1e6)
        // An edit list that cuts off the beginning leaves it at negative times: nobody sees it.
        if (timestampUs < 0) continue
        const frame = index++
        endS = sample.timestamp + sample.duration
        if (!isSampled(frame, timestampUs)) continue
        const progress = promised ? Math.min(1, endS / promised.seconds) : null
        const picture = await readUpright(sample, options.inputLongSidePx)
        yield { ...picture, frame, timestampUs, progress }
      } finally {
        sample.close()
      }
    }
  } catch (cause) {
    throw new Error(`${name} cannot be decoded after frame ${index}: it is damaged.`, { cause })
  }
  if (index === 0) throw new Error(`${name} has no frame that can be decoded: it is damaged.`)
  checkEnd(name, endS, promised)
}

/** Decoders pass over what is missing without a word. */
function checkEnd(name: string, endS: number, promised: PromisedEnd | undefined): void {
  if (!promised || endS >= promised.seconds - promised.toleranceS) return
  const [end, whole] = [endS.toFixed(1), promised.seconds.toFixed(1)]
  throw new Error(`${name} breaks off at ${end} of ${whole} seconds: it is incomplete or damaged.`)
}

/** The type of the WebCodecs option, which the declarations in use still lack. */
const toRgba: VideoFrameCopyToOptions & { format: 'RGBA' } = { format: 'RGBA' }

async function readUpright(sample: VideoSample, longSidePx: number) {
  const size = limitLongSide(sample.displayWidth, sample.displayHeight, longSidePx)
  const pixels = new Uint8ClampedArray(size.widthPx * size.heightPx * 4)
  const isUpright = sample.rotation === 0 && !sample.flip
  if (isUpright && sample.codedWidth === size.widthPx && sample.codedHeight === size.heightPx) {
    await sample.copyTo(pixels, toRgba)
  } else {
    const upright = await sample.transform({
      width: size.widthPx,
      height: size.heightPx,
      fit: 'fill',
    })
    await upright.copyTo(pixels, toRgba).finally(() => upright.close())
  }
  return { ...size, pixels }
}
