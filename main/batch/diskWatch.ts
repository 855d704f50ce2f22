import { sentence, type Sentence } from '../../common/sentence'
import { inMb } from '../megabytes'

/** What must be left on the library's disk, for all that is already on its way. */
export const diskReserveBytes = 200_000_000
/** How much more there must be before work goes on: space comes and goes. */
const easedShare = 1.25
const lookEveryMs = 2000

export interface DiskWatchOptions {
  readonly reserveBytes: number
  readonly readFreeBytes: () => Promise<number>
  /** Says, for people, that there is too little space now. */
  readonly onShort: (reason: Sentence) => void
  readonly onEased: () => void
}

/** Watches the disk that the library grows on: a full one must not be found by writing to it. */
export class DiskWatch {
  readonly #options: DiskWatchOptions
  #looking: NodeJS.Timeout | undefined
  #isShort = false

  constructor(options: DiskWatchOptions) {
    this.#options = options
  }

  start(): void {
    void this.#look()
    this.#looking = setInterval(() => void this.#look(), lookEveryMs)
  }

  /** Looks at once because somebody wants to go on, and says anew if there is too little. */
  lookAgain(): void {
    this.#isShort = false
    void this.#look()
  }

  stop(): void {
    clearInterval(this.#looking)
    this.#looking = undefined
    this.#isShort = false
  }

  async #look(): Promise<void> {
    // A disk that does not tell is not known to be full.
    const freeBytes = await this.#options.readFreeBytes().catch(() => Infinity)
    if (this.#looking === undefined) return
    const { reserveBytes, onShort, onEased } = this.#options
    if (!this.#isShort && freeBytes < reserveBytes) {
      this.#isShort = true
      onShort(sentence('sentences.batch.diskShort', { free: inMb(freeBytes) }))
    } else if (this.#isShort && freeBytes > reserveBytes * easedShare) {
      this.#isShort = false
      onEased()
    }
  }
}
