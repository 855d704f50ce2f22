import type { FrameLandmarks } from '../../../common/landmarks'
import type { RecordingEnding, RecordingSummary } from '../../../common/recording'
import type { RecordingClient } from './recordingClient'
import type { VideoClient } from './videoClient'

export interface TakeEnd {
  readonly recording: RecordingSummary
  /** Why the video is incomplete; null if it is not, or if there is none. */
  readonly videoProblem: string | null
}

interface TakenFrame {
  readonly index: number
  readonly timestampUs: number
}

/**
 * A recording in work. Its first frame is the first one of the camera after it began: frames and
 * times of landmarks and video are counted from there, and subjects in the order of their appearance.
 */
export class Take {
  readonly #landmarks: RecordingClient
  readonly #video: VideoClient | null
  readonly #thumbnailOf: (picture: VideoFrame) => Promise<Uint8Array<ArrayBuffer>>
  readonly #subjects = new Map<number, number>()
  #first: TakenFrame | undefined
  #last: TakenFrame | undefined
  #tracked = 0

  constructor(
    landmarks: RecordingClient,
    video: VideoClient | null,
    thumbnailOf: (picture: VideoFrame) => Promise<Uint8Array<ArrayBuffer>>,
  ) {
    this.#landmarks = landmarks
    this.#video = video
    this.#thumbnailOf = thumbnailOf
  }

  /** How many frames were tracked. */
  get tracked(): number {
    return this.#tracked
  }

  /** Capture time since the first frame. */
  get elapsedMs(): number {
    if (!this.#first || !this.#last) return 0
    return (this.#last.timestampUs - this.#first.timestampUs) / 1000
  }

  /** Rejects when the library takes no more. */
  get failed(): Promise<unknown> {
    return this.#landmarks.ended
  }

  /** Takes a share of each frame that the camera gives. */
  addFrame(picture: VideoFrame, index: number): void {
    const frame = { index, timestampUs: picture.timestamp }
    if (!this.#first) void this.#sendThumbnail(picture)
    this.#first ??= frame
    this.#last = frame
    this.#video?.add(picture, frame.timestampUs - this.#first.timestampUs)
  }

  addLandmarks({ frame, timestampUs, parts }: FrameLandmarks): void {
    // A frame from before the beginning may come out of the tracker after it.
    if (!this.#first || frame < this.#first.index) return
    this.#tracked += 1
    this.#landmarks.append({
      frame: frame - this.#first.index,
      timestampUs: timestampUs - this.#first.timestampUs,
      parts: parts.map((part) => ({ ...part, subject: this.#renumber(part.subject) })),
    })
  }

  /** Completes the video, then the recording. Rejects if the landmarks could not be kept. */
  async finish(ending: RecordingEnding): Promise<TakeEnd> {
    const videoProblem = await this.#finishVideo()
    this.#landmarks.finish(ending, this.#dropped())
    return { recording: await this.#landmarks.ended, videoProblem }
  }

  /** Ends the video where the library takes no more of the landmarks. */
  abandon(): void {
    this.#video?.close()
  }

  async #sendThumbnail(picture: VideoFrame): Promise<void> {
    // A recording without its small picture is whole all the same.
    const jpeg = await this.#thumbnailOf(picture).catch(() => undefined)
    if (jpeg) this.#landmarks.sendThumbnail(jpeg)
  }

  async #finishVideo(): Promise<string | null> {
    try {
      await this.#video?.finish()
      return null
    } catch (error) {
      return (error as Error).message
    }
  }

  #dropped(): number {
    if (!this.#first || !this.#last) return 0
    return Math.max(0, this.#last.index - this.#first.index + 1 - this.#tracked)
  }

  #renumber(subject: number): number {
    const number = this.#subjects.get(subject) ?? this.#subjects.size
    this.#subjects.set(subject, number)
    return number
  }
}
