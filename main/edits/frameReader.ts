import type { FrameLandmarks } from '../../common/landmarks'

/** Reads frames in several goes, each on to a certain frame. */
export class FrameReader {
  readonly #frames: AsyncIterator<FrameLandmarks>
  /** Read already, but of a later go. */
  #next: FrameLandmarks | undefined

  constructor(frames: AsyncIterable<FrameLandmarks>) {
    this.#frames = frames[Symbol.asyncIterator]()
  }

  /** The frames after those of the last go that are not after this one. */
  async readTo(lastFrame: number): Promise<FrameLandmarks[]> {
    const read: FrameLandmarks[] = []
    for (;;) {
      this.#next ??= await this.#readOne()
      if (this.#next === undefined || this.#next.frame > lastFrame) return read
      read.push(this.#next)
      this.#next = undefined
    }
  }

  async #readOne(): Promise<FrameLandmarks | undefined> {
    const result = await this.#frames.next()
    return result.done ? undefined : result.value
  }
}
