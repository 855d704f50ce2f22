import { basename } from 'node:path'
import { registerMediabunnyServer } from '@mediabunny/server'
import {
  ALL_FORMATS,
  EncodedPacketSink,
  FilePathSource,
  Input,
  MatroskaInputFormat,
  VideoSampleSink,
  type InputVideoTrack,
  type VideoSample,
} from 'mediabunny'
import type { Segment } from '../../common/segments'
import { sentence, SentenceError, type Sentence } from '../../common/sentence'
import type { VideoSampling } from '../../common/tasks'
import { keepDecodersClosable } from './closableDecoders'
import { readFileVersion } from './fileErrors'
import { limitLongSide, type FrameMoment, type FrameOptions, type FrameSource } from './frames'
import { createFrameSampler } from './frameSampler'
import { planSegments, type FrameTable } from './planSegments'
import { readAhead } from './readAhead'

/**
 * Opens a video (MP4, MOV, MKV, WebM with H.264, HEVC, VP8, VP9 or AV1). Its frames come upright, in
 * the order of presentation, with the container's timestamps, however irregular; `videoSampling`
 * chooses which. Rejects with a sentence that names the file.
 */
export function openVideo(path: string, options: FrameOptions): Promise<FrameSource> {
  const { videoSampling, inputLongSidePx } = options
  return openVideoPictures(path, videoSampling, (sample) => readUpright(sample, inputLongSidePx))
}

/** What is made of a decoded sample, which is closed afterwards. */
export type ReadPicture<P> = (sample: VideoSample) => Promise<P>

/** As `openVideo`, with pictures of another kind. */
export async function openVideoPictures<P>(
  path: string,
  videoSampling: VideoSampling,
  readPicture: ReadPicture<P>,
): Promise<FrameSource<FrameMoment & P>> {
  const file = await readFileVersion(path)
  // Software decoding gives the same pixels on every machine.
  registerMediabunnyServer({ hardwareContext: null })
  keepDecodersClosable()
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  try {
    return await openTrack(input, path, file, { videoSampling, readPicture })
  } catch (error) {
    input.dispose()
    throw error
  }
}

interface Reading<P> {
  readonly videoSampling: VideoSampling
  readonly readPicture: ReadPicture<P>
}

async function openTrack<P>(
  input: Input,
  path: string,
  file: Segment['file'],
  reading: Reading<P>,
): Promise<FrameSource<FrameMoment & P>> {
  const name = basename(path)
  const track = await findTrack(input, name)
  const { widthPx, heightPx, promisedEnd } = await readHeader(input, track).catch(
    refuseDamaged(name),
  )
  return {
    widthPx,
    heightPx,
    plan: async () => planSegments(await readFrameTable(track), reading.videoSampling, file),
    frames: (segment) => {
      if (segment) refuseChanged(name, file, segment.file)
      return readAhead(decodeFrames({ ...{ track, name, promisedEnd, segment }, ...reading }))
    },
    close: () => input.dispose(),
  }
}

function refuseChanged(name: string, file: Segment['file'], cut: Segment['file']): void {
  if (file.sizeBytes === cut.sizeBytes && file.modifiedMs === cut.modifiedMs) return
  throw new SentenceError(sentence('sentences.file.changed', { name }))
}

/** Empty where the file does not tell: what is wrong with it shows when it is decoded. */
async function readFrameTable(track: InputVideoTrack): Promise<FrameTable> {
  const timesUs: number[] = []
  const keyTimesUs = new Set<number>()
  try {
    const packets = new EncodedPacketSink(track).packets(undefined, undefined, {
      metadataOnly: true,
    })
    for await (const { timestamp, type } of packets) {
      const timestampUs = toMicroseconds(timestamp)
      if (timestampUs < 0) continue
      timesUs.push(timestampUs)
      if (type === 'key') keyTimesUs.add(timestampUs)
    }
  } catch (error) {
    console.warn('The frames of a video cannot be listed:', error)
    return { timesUs: [], keyTimesUs }
  }
  // Packets come in the order of decoding.
  return { timesUs: timesUs.sort((a, b) => a - b), keyTimesUs }
}

function toMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6)
}

async function findTrack(input: Input, name: string): Promise<InputVideoTrack> {
  const track = await input.getPrimaryVideoTrack().catch(refuseDamaged(name))
  if (!track) throw new SentenceError(sentence('sentences.file.noPictures', { name }))
  if (await track.canDecode().catch(refuseDamaged(name))) return track
  const codec = await track.getCodec()
  throw new SentenceError(
    codec === null
      ? sentence('sentences.file.unknownCodec', { name })
      : sentence('sentences.file.codec', { name, codec }),
  )
}

async function readHeader(input: Input, track: InputVideoTrack) {
  const promisedEnd = await findPromisedEnd(input, track)
  const [widthPx, heightPx] = [await track.getDisplayWidth(), await track.getDisplayHeight()]
  return { promisedEnd, widthPx, heightPx }
}

/** What is said of a header that is found to make no sense: Mediabunny's words help nobody. */
function refuseDamaged(name: string) {
  return (cause: unknown): never => {
    throw new SentenceError(sentence('sentences.file.noVideo', { name }), { cause })
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

interface Decoding<P> extends Reading<P> {
  readonly track: InputVideoTrack
  readonly name: string
  readonly promisedEnd: PromisedEnd | undefined
  /** Undefined is the whole video. */
  readonly segment: Segment | undefined
}

async function* decodeFrames<P>(decoding: Decoding<P>): AsyncGenerator<FrameMoment & P> {
  const { track, name, promisedEnd, videoSampling, segment } = decoding
  const progressAt = createProgress(promisedEnd, segment)
  let isSampled: ReturnType<typeof createFrameSampler> | undefined
  let index = segment?.warmUpFrame ?? 0
  let kept = 0
  let endS = 0
  try {
    for await (const sample of samplesOf(track, segment)) {
      try {
        const timestampUs = toMicroseconds(sample.timestamp)
        // An edit list that cuts off the beginning leaves it at negative times: nobody sees it.
        if (timestampUs < (segment?.warmUpUs ?? 0)) continue
        if (timestampUs >= (segment?.endUs ?? Infinity)) break
        const isWarmUp = segment !== undefined && timestampUs < segment.startUs
        // Packets without a picture do not move the numbers of a segment.
        if (segment && !isWarmUp && kept === 0) index = segment.startFrame
        if (!isWarmUp) kept += 1
        const frame = index++
        endS = sample.timestamp + sample.duration
        isSampled ??= createFrameSampler(videoSampling, segment?.originUs ?? timestampUs)
        if (!isSampled(frame, timestampUs)) continue
        const picture = await decoding.readPicture(sample)
        yield { ...picture, frame, timestampUs, isWarmUp, progress: progressAt(endS) }
      } finally {
        sample.close()
      }
    }
  } catch (cause) {
    const said = sentence('sentences.file.damagedAfter', { name, frame: index })
    throw new SentenceError(said, { cause })
  }
  if (kept === 0) throw new SentenceError(nothingIn(name, segment))
  if (segment?.endUs == null) checkEnd(name, endS, promisedEnd)
}

/** Decoding begins at the key frame at or before the first frame that is wanted. */
function samplesOf(track: InputVideoTrack, segment: Segment | undefined) {
  const sink = new VideoSampleSink(track)
  if (!segment) return sink.samples()
  // A microsecond more: the times of a segment are rounded, and no frame may be in none.
  const endS = segment.endUs === null ? undefined : (segment.endUs + 1) / 1e6
  return sink.samples(segment.warmUpUs / 1e6, endS)
}

function nothingIn(name: string, segment: Segment | undefined): Sentence {
  if (!segment) return sentence('sentences.file.noFrame', { name })
  const seconds = (segment.startUs / 1e6).toFixed(1)
  return sentence('sentences.file.noFrameAfter', { name, seconds })
}

/** Tells the share done at a time, of the segment or of the video. */
function createProgress(
  promisedEnd: PromisedEnd | undefined,
  segment: Segment | undefined,
): (endS: number) => number | null {
  const startS = (segment?.warmUpUs ?? 0) / 1e6
  const lastS = segment?.endUs ? segment.endUs / 1e6 : promisedEnd?.seconds
  if (lastS === undefined) return () => null
  return (endS) => Math.min(1, Math.max(0, (endS - startS) / (lastS - startS)))
}

/** Decoders pass over what is missing without a word. */
function checkEnd(name: string, endS: number, promised: PromisedEnd | undefined): void {
  if (!promised || endS >= promised.seconds - promised.toleranceS) return
  const [end, whole] = [endS.toFixed(1), promised.seconds.toFixed(1)]
  throw new SentenceError(sentence('sentences.file.breaksOff', { name, end, whole }))
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
