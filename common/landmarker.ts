import type {
  FaceLandmarkerResult,
  HandLandmarkerResult,
  HolisticLandmarkerResult,
  PoseLandmarkerResult,
} from '@mediapipe/tasks-vision'
import type { PackedPart } from './landmarks'
import type { Delegate } from './live'
import type { MediaKind } from './media'
import { packFaces, packHands, packHolistic, packPoses } from './packResults'
import type { Task, TrackingOptions } from './tasks'

/**
 * The landmarker classes of `@mediapipe/tasks-vision`. They are passed in, because each process
 * loads that package its own way.
 */
export type MediaPipe = Pick<
  typeof import('@mediapipe/tasks-vision'),
  'HandLandmarker' | 'FaceLandmarker' | 'PoseLandmarker' | 'HolisticLandmarker'
>

/** What a landmarker needs from the process it runs in. */
export interface LandmarkerHost {
  readonly mediaPipe: MediaPipe
  /** Where MediaPipe's WebAssembly lies: paths or addresses, as the process loads them. */
  readonly wasmFiles: { readonly wasmLoaderPath: string; readonly wasmBinaryPath: string }
  /** The model bundle that `modelFileName` names. */
  readonly model: Uint8Array
  /** The canvas through which pictures reach the graph: headlessGl.ts where the CPU tracks. */
  readonly canvas: object
  readonly delegate: Delegate
}

/** An upright picture, **not mirrored**: RGBA, 8 bits a channel, rows from the top, no padding. */
export interface Picture {
  readonly widthPx: number
  readonly heightPx: number
  readonly pixels: Uint8ClampedArray
}

/** The same as something that the canvas takes as a texture itself: a VideoFrame, for the GPU. */
export interface NativePicture {
  readonly image: object
}

/** One model, loaded and ready. It tracks one photo or video at a time. */
export interface Landmarker {
  /**
   * Forgets everything tracked so far. Call it before each photo or video: the results then depend
   * on nothing that came before, and a landmarker that has thrown works again.
   */
  startSource(kind: MediaKind): Promise<void>
  /**
   * Finds the landmarks in a photo or in the next frame of a video. Subjects are numbered as the
   * model lists them. `timestampUs` rises from frame to frame; a photo's is ignored.
   */
  detect(picture: Picture | NativePicture, timestampUs: number): PackedPart[]
  /** Frees the model. May be called twice. */
  close(): void
}

/** Loads the model of a task, ready for a first source. Rejects with MediaPipe's error if it cannot. */
export async function openLandmarker(
  options: TrackingOptions,
  host: LandmarkerHost,
  kind: MediaKind,
): Promise<Landmarker> {
  const open = (kind: MediaKind) => openers[options.task](options, host, modes[kind])
  return new MediaPipeLandmarker(options.task, kind, await open(kind), open)
}

type Result =
  HandLandmarkerResult | FaceLandmarkerResult | PoseLandmarkerResult | HolisticLandmarkerResult

/** What the four landmarker classes have in common, with the result already packed. */
interface Runner {
  detect(image: object): PackedPart[]
  detectForVideo(image: object, timestampMs: number): PackedPart[]
  setRunningMode(mode: RunningMode): Promise<void>
  close(): void
}

class MediaPipeLandmarker implements Landmarker {
  #kind: MediaKind
  readonly #clock = new GraphClock()
  #broken = false
  #closed = false
  readonly #task: Task
  readonly #open: (kind: MediaKind) => Promise<Runner>
  #runner: Runner

  constructor(
    task: Task,
    kind: MediaKind,
    runner: Runner,
    open: (kind: MediaKind) => Promise<Runner>,
  ) {
    this.#task = task
    this.#kind = kind
    this.#runner = runner
    this.#open = open
  }

  async startSource(kind: MediaKind): Promise<void> {
    if (this.#broken) await this.#replace()
    const bothPhotos = kind === 'photo' && this.#kind === 'photo'
    // Holistic looks for a photo's people where it saw those of the photo before.
    if (!bothPhotos || this.#task === 'holistic') await this.#rebuild(kind)
  }

  detect(picture: Picture | NativePicture, timestampUs: number): PackedPart[] {
    if (!Number.isFinite(timestampUs)) throw new RangeError(`No frame can be at ${timestampUs} us`)
    return this.#run(mediaPipeImage(picture), timestampUs)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    if (!this.#broken) this.#runner.close()
  }

  #run(image: object, timestampUs: number): PackedPart[] {
    try {
      if (this.#kind === 'video') {
        return this.#runner.detectForVideo(image, this.#clock.frameMs(timestampUs))
      }
      this.#clock.countPhoto()
      return this.#runner.detect(image)
    } catch (error) {
      // Whatever made it throw, MediaPipe's graph repeats the error for ever.
      this.#broken = true
      throw error
    }
  }

  /** Changing the mode, even to the same one, builds MediaPipe's graph anew. */
  async #rebuild(kind: MediaKind): Promise<void> {
    await this.#runner.setRunningMode(modes[kind])
    this.#kind = kind
    this.#clock.startVideo()
  }

  /** The old graph is left to the garbage collector: closing it can throw, or never return. */
  async #replace(): Promise<void> {
    this.#runner = await this.#open('photo')
    this.#kind = 'photo'
    this.#broken = false
  }
}

/**
 * MediaPipe's time runs on over all photos and videos of a landmarker, even when its graph is built
 * anew, and a stream of it counts whole milliseconds. A video may start anywhere on that clock: the
 * results depend on the time between frames alone.
 */
class GraphClock {
  #lastUs = 0
  #originUs = 0

  /** MediaPipe gives each photo the next millisecond. */
  countPhoto(): void {
    this.#lastUs += 1000
  }

  startVideo(): void {
    this.#originUs = this.#nextMs() * 1000
  }

  /** Where a frame stands on the clock: at least a millisecond after the one before. */
  frameMs(timestampUs: number): number {
    this.#lastUs = Math.max(this.#originUs + timestampUs, this.#nextMs() * 1000)
    // MediaPipe cuts off to whole microseconds: a quarter keeps rounding from losing one.
    return (this.#lastUs + 0.25) / 1000
  }

  #nextMs(): number {
    return Math.floor(this.#lastUs / 1000) + 1
  }
}

const modes = { photo: 'IMAGE', video: 'VIDEO' } as const
type RunningMode = (typeof modes)[MediaKind]

/** The picture as MediaPipe takes it: pixels in the shape of ImageData. */
function mediaPipeImage(picture: Picture | NativePicture): object {
  if ('image' in picture) return picture.image
  checkPicture(picture)
  return { width: picture.widthPx, height: picture.heightPx, data: picture.pixels }
}

/** MediaPipe itself answers a buffer that is too short with the result of the picture before. */
function checkPicture({ widthPx, heightPx, pixels }: Picture): void {
  const isSize = Number.isInteger(widthPx) && Number.isInteger(heightPx)
  if (!isSize || widthPx < 1 || heightPx < 1) {
    throw new RangeError(`A picture cannot be ${widthPx} x ${heightPx} pixels`)
  }
  if (pixels.length !== widthPx * heightPx * 4) {
    throw new RangeError(`${pixels.length} bytes are not ${widthPx} x ${heightPx} RGBA pixels`)
  }
}

type Opener = (
  options: TrackingOptions,
  host: LandmarkerHost,
  runningMode: RunningMode,
) => Promise<Runner>

const openers: Record<Task, Opener> = {
  async hands(options, host, runningMode) {
    const landmarker = await host.mediaPipe.HandLandmarker.createFromOptions(host.wasmFiles, {
      ...hostOptions(host, runningMode),
      numHands: options.maxSubjects,
      minHandDetectionConfidence: options.minDetectionConfidence,
      minHandPresenceConfidence: options.minPresenceConfidence,
      minTrackingConfidence: options.minTrackingConfidence,
    })
    return packing(landmarker, packHands)
  },
  async face(options, host, runningMode) {
    const landmarker = await host.mediaPipe.FaceLandmarker.createFromOptions(host.wasmFiles, {
      ...hostOptions(host, runningMode),
      numFaces: options.maxSubjects,
      minFaceDetectionConfidence: options.minDetectionConfidence,
      minFacePresenceConfidence: options.minPresenceConfidence,
      minTrackingConfidence: options.minTrackingConfidence,
    })
    return packing(landmarker, packFaces)
  },
  async pose(options, host, runningMode) {
    const landmarker = await host.mediaPipe.PoseLandmarker.createFromOptions(host.wasmFiles, {
      ...hostOptions(host, runningMode),
      numPoses: options.maxSubjects,
      minPoseDetectionConfidence: options.minDetectionConfidence,
      minPosePresenceConfidence: options.minPresenceConfidence,
      minTrackingConfidence: options.minTrackingConfidence,
    })
    return packing(landmarker, packPoses)
  },
  async holistic(options, host, runningMode) {
    const landmarker = await host.mediaPipe.HolisticLandmarker.createFromOptions(host.wasmFiles, {
      ...hostOptions(host, runningMode),
      minFaceDetectionConfidence: options.minDetectionConfidence,
      minFacePresenceConfidence: options.minPresenceConfidence,
      minPoseDetectionConfidence: options.minDetectionConfidence,
      minPosePresenceConfidence: options.minPresenceConfidence,
      minHandLandmarksConfidence: options.minPresenceConfidence,
    })
    return packing(landmarker, packHolistic)
  },
}

function hostOptions({ model, canvas, delegate }: LandmarkerHost, runningMode: RunningMode) {
  return {
    baseOptions: { modelAssetBuffer: model, delegate },
    runningMode,
    // This project compiles without the DOM, in which MediaPipe's type is a canvas.
    canvas: canvas as never,
  }
}

interface MediaPipeTask<R> {
  detect(image: never): R
  detectForVideo(image: never, timestampMs: number): R
  setOptions(options: { runningMode: RunningMode }): Promise<void>
  close(): void
}

function packing<R extends Result>(
  task: MediaPipeTask<R>,
  pack: (result: R) => PackedPart[],
): Runner {
  return {
    detect: (image) => pack(task.detect(image as never)),
    detectForVideo: (image, timestampMs) => pack(task.detectForVideo(image as never, timestampMs)),
    setRunningMode: (runningMode) => task.setOptions({ runningMode }),
    close: () => task.close(),
  }
}
