/** What is known of a frame beside its pixels. */
export interface FrameFacts {
  readonly widthPx: number
  readonly heightPx: number
  /** Index among all frames since the camera was opened. */
  readonly index: number
  /** Capture time, on a clock of the camera's own that starts anywhere. */
  readonly timestampUs: number
  /** When the page got it, by `performance.now()`. */
  readonly arrivedMs: number
}

type Pixels = Uint8ClampedArray<ArrayBuffer>

/**
 * One picture of the camera in memory of the page's own: RGBA, unmirrored. Several may share it;
 * each closes its share, and the memory serves another frame when the last one has.
 */
export class CameraFrame implements FrameFacts {
  readonly widthPx: number
  readonly heightPx: number
  readonly index: number
  readonly timestampUs: number
  readonly arrivedMs: number
  readonly #loan: Loan
  #isClosed = false

  constructor(facts: FrameFacts, loan: Loan) {
    this.widthPx = facts.widthPx
    this.heightPx = facts.heightPx
    this.index = facts.index
    this.timestampUs = facts.timestampUs
    this.arrivedMs = facts.arrivedMs
    this.#loan = loan
    loan.shares += 1
  }

  get pixels(): Pixels {
    if (this.#isClosed) throw new Error(`Frame ${this.index} is closed`)
    return this.#loan.pixels
  }

  /** The same frame for somebody else, who closes it. */
  share(): CameraFrame {
    return new CameraFrame(this, this.#loan)
  }

  /** May be called twice. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#loan.shares -= 1
    if (this.#loan.shares === 0) this.#loan.giveBack()
  }
}

interface Loan {
  readonly pixels: Pixels
  readonly giveBack: () => void
  shares: number
}

/**
 * Memory for a few frames, used over and over. A camera has as few as two buffers and gives no new
 * frame while both are held, so its frames are copied at once and closed.
 */
export class FramePool {
  #free: Pixels[] = []
  #lent = 0

  /** How many frames are not closed yet. */
  get lent(): number {
    return this.#lent
  }

  /** Copies a frame of the camera; its `VideoFrame` can be closed then. */
  async copy(picture: VideoFrame, index: number, arrivedMs: number): Promise<CameraFrame> {
    const { width: widthPx, height: heightPx } = picture.visibleRect ?? picture.codedRect!
    const pixels = this.#take(widthPx * heightPx * 4)
    await picture.copyTo(pixels, { format: 'RGBA' })
    const facts = { widthPx, heightPx, index, timestampUs: picture.timestamp, arrivedMs }
    this.#lent += 1
    return new CameraFrame(facts, { pixels, giveBack: () => this.#takeBack(pixels), shares: 0 })
  }

  #take(length: number): Pixels {
    // A camera that was opened anew may have another size.
    this.#free = this.#free.filter((pixels) => pixels.length === length)
    return this.#free.pop() ?? new Uint8ClampedArray(length)
  }

  #takeBack(pixels: Pixels): void {
    this.#lent -= 1
    this.#free.push(pixels)
  }
}
