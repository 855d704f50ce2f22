import { basename } from 'node:path'
import {
  FilePathTarget,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny'
import type { AnnotationJob } from '../../common/annotationProtocol'
import type { FrameLandmarks } from '../../common/landmarks'
import { sentence, SentenceError } from '../../common/sentence'
import type { FrameMoment } from './frames'
import { Overlay } from './overlay'
import { openVideoPictures } from './videoFrames'
import { PlanePool, readYuv, type YuvPicture } from './yuvPicture'

const progressEveryMs = 200
/** One can jump to any second of the video. */
const keyFrameIntervalS = 1
/** Containers round times, Matroska to whole milliseconds. */
const toleranceUs = 600
/**
 * H.264 opens everywhere. Inside of Electron on Linux it cannot be written: x264 asks for memory at
 * multiples of 2 MB, and Chromium's allocator, which all of the process uses, ends it for that.
 */
const codec = process.platform === 'linux' && process.versions.electron ? 'vp9' : 'avc'
/** How long a video's only frame is shown. */
const stillS = 1 / 30

/**
 * Writes a video with its landmarks as MP4, in its own size and upright, without its sound:
 * every tracked frame with the landmarks that are its own, at its own time from the first one on.
 * Answers how many frames that were. Rejects with a sentence that names the video.
 *
 * @param landmarks those of its frames, in order; frames without an entry are left out.
 */
export async function annotateVideo(
  { path, targetPath, videoSampling }: AnnotationJob,
  landmarks: AsyncIterable<FrameLandmarks>,
  onProgress: (frames: number) => void,
): Promise<number> {
  const pool = new PlanePool()
  const source = await openVideoPictures(path, videoSampling, (sample) => readYuv(sample, pool))
  const video = new Mp4File(targetPath, pool)
  let overlay: Overlay | undefined
  let lastToldMs = performance.now()
  try {
    for await (const { frame, parts } of pairs(source.frames(), landmarks)) {
      overlay ??= new Overlay(frame.widthPx, frame.heightPx)
      overlay.draw(frame, parts)
      await video.add(frame, frame.timestampUs)
      if (performance.now() - lastToldMs < progressEveryMs) continue
      lastToldMs = performance.now()
      onProgress(video.frames)
    }
    if (video.frames === 0) {
      throw new SentenceError(sentence('sentences.export.noFrame', { name: basename(path) }))
    }
    await video.finish()
    return video.frames
  } finally {
    await video.close()
    source.close()
  }
}

interface Pair {
  readonly frame: FrameMoment & YuvPicture
  readonly parts: FrameLandmarks['parts']
}

/** Frames with the landmarks of the same time; both come in order, and either may lack some. */
async function* pairs(
  frames: AsyncIterable<Pair['frame']> | Iterable<Pair['frame']>,
  landmarks: AsyncIterable<FrameLandmarks>,
): AsyncGenerator<Pair> {
  const iterator = landmarks[Symbol.asyncIterator]()
  let next = await iterator.next()
  for await (const frame of frames) {
    while (!next.done && next.value.timestampUs < frame.timestampUs - toleranceUs) {
      next = await iterator.next()
    }
    if (next.done) return
    if (next.value.timestampUs <= frame.timestampUs + toleranceUs) {
      yield { frame, parts: next.value.parts }
    }
  }
}

/** An MP4 that is written as it comes. */
class Mp4File {
  readonly #output: Output
  readonly #pool: PlanePool
  readonly #source = new VideoSampleSource({
    codec,
    bitrate: QUALITY_HIGH,
    keyFrameInterval: keyFrameIntervalS,
    // The encoders' fastest presets: of x264 half the time a frame, in files three times as large.
    latencyMode: 'realtime',
    onEncodedPacket: () => this.#release(),
  })
  /** Planes that the encoder has not read yet, in the order in which it does. */
  readonly #inWork: YuvPicture['planes'][] = []
  #firstUs: number | undefined
  #lastS = 0
  #frames = 0

  /** @param pool gets the planes back once they are encoded. */
  constructor(path: string, pool: PlanePool) {
    this.#pool = pool
    this.#output = new Output({
      format: new Mp4OutputFormat(),
      target: new FilePathTarget(path),
    })
    this.#output.addVideoTrack(this.#source)
  }

  get frames(): number {
    return this.#frames
  }

  async add({ planes, ...picture }: YuvPicture, timestampUs: number): Promise<void> {
    if (this.#firstUs === undefined) await this.#output.start()
    this.#firstUs ??= timestampUs
    const timestampS = (timestampUs - this.#firstUs) / 1e6
    const sample = new VideoSample(planes, {
      format: 'I420',
      codedWidth: picture.widthPx,
      codedHeight: picture.heightPx,
      colorSpace: picture.colorSpace,
      timestamp: timestampS,
      duration: timestampS - this.#lastS || stillS,
    })
    this.#inWork.push(planes)
    try {
      await this.#source.add(sample)
    } finally {
      sample.close()
    }
    this.#lastS = timestampS
    this.#frames += 1
  }

  finish(): Promise<void> {
    return this.#output.finalize()
  }

  /** Frees what is open. Does nothing after `finish`. */
  async close(): Promise<void> {
    if (this.#output.state !== 'finalized') await this.#output.cancel()
  }

  /** A packet has come out: the encoder has read at least the oldest picture that it was given. */
  #release(): void {
    const planes = this.#inWork.shift()
    if (planes) this.#pool.giveBack(planes)
  }
}
