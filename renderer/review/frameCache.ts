import type { FrameLandmarks } from '../../common/landmarks'

/**
 * Frames that are asked for in one go: a step back or forth is mostly there already, and whoever jumps
 * into the middle of a video does not wait for many that nobody looks at.
 */
const framesPerChunk = 8
const mostChunks = 96

export type ReadFrames = (start: number, count: number) => Promise<readonly FrameLandmarks[]>

/** The landmarks around the frames that were looked at last. */
export class FrameCache {
  readonly #read: ReadFrames
  /** By their number, the one that was used last at the end. */
  readonly #chunks = new Map<number, Promise<ReadonlyMap<number, FrameLandmarks>>>()

  constructor(read: ReadFrames) {
    this.#read = read
  }

  /** @param place of the frame in the timeline; undefined if it is trimmed away. */
  async at(place: number, frame: number): Promise<FrameLandmarks | undefined> {
    const number = Math.floor(place / framesPerChunk)
    const chunk = this.#chunk(number)
    // What comes next is asked for before it is wanted.
    if (place % framesPerChunk > framesPerChunk / 2) void this.#chunk(number + 1)
    return (await chunk).get(frame)
  }

  /** After an edit, all is to be read anew. */
  clear(): void {
    this.#chunks.clear()
  }

  #chunk(number: number): Promise<ReadonlyMap<number, FrameLandmarks>> {
    const chunk = this.#chunks.get(number) ?? this.#load(number)
    this.#chunks.delete(number)
    this.#chunks.set(number, chunk)
    const [oldest] = this.#chunks.keys()
    if (this.#chunks.size > mostChunks && oldest !== undefined) this.#chunks.delete(oldest)
    return chunk
  }

  async #load(number: number): Promise<ReadonlyMap<number, FrameLandmarks>> {
    const frames = await this.#read(number * framesPerChunk, framesPerChunk)
    return new Map(frames.map((landmarks) => [landmarks.frame, landmarks]))
  }
}
