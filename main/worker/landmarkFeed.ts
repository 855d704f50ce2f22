import type { FrameLandmarks } from '../../common/landmarks'

interface Portion {
  readonly frames: readonly FrameLandmarks[]
  readonly isLast: boolean
}

/** The landmarks of a file, asked for portion by portion as they are drawn. */
export class LandmarkFeed {
  readonly #ask: () => void
  #take: (portion: Portion) => void = () => undefined

  /** @param ask asks for the next portion, which `receive` is then called with. */
  constructor(ask: () => void) {
    this.#ask = ask
  }

  receive(portion: Portion): void {
    this.#take(portion)
  }

  /** All frames of the next file, in order. Not to be begun before the last file has ended. */
  async *frames(): AsyncGenerator<FrameLandmarks> {
    for (let isLast = false; !isLast;) {
      const portion = await this.#next()
      yield* portion.frames
      isLast = portion.isLast
    }
  }

  #next(): Promise<Portion> {
    return new Promise((resolve) => {
      this.#take = resolve
      this.#ask()
    })
  }
}
