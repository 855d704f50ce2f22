export interface NewestWaitsOptions<T> {
  /** Gives the receiver its next item; it says `done` when it is ready for another. */
  readonly handOver: (item: T) => void
  /** Disposes of an item that was overtaken by a newer one, or has waited too long. */
  readonly drop: (item: T) => void
  /** Whether an item has waited so long that it is better to wait for the next one, just coming. */
  readonly isStale: (item: T) => boolean
}

/**
 * A line of at most one: while an item is in work, the newest of those that come waits, and all
 * older ones are dropped and counted. So whoever is slow falls behind by one item, never by more.
 */
export class NewestWaits<T> {
  readonly #options: NewestWaitsOptions<T>
  #waiting: T | undefined
  #isReady = false
  #dropped = 0

  /** The receiver is taken to be busy until its first `done`. */
  constructor(options: NewestWaitsOptions<T>) {
    this.#options = options
  }

  /** How many items were dropped since the beginning. */
  get dropped(): number {
    return this.#dropped
  }

  offer(item: T): void {
    this.#dropWaiting()
    this.#waiting = item
    this.#handOver()
  }

  /** The receiver is ready for an item. */
  done(): void {
    this.#isReady = true
    if (this.#waiting !== undefined && this.#options.isStale(this.#waiting)) this.#dropWaiting()
    this.#handOver()
  }

  /** Disposes of what still waits, uncounted: nobody will take it. */
  close(): void {
    if (this.#waiting !== undefined) this.#options.drop(this.#waiting)
    this.#waiting = undefined
    this.#isReady = false
  }

  #dropWaiting(): void {
    if (this.#waiting === undefined) return
    this.#options.drop(this.#waiting)
    this.#waiting = undefined
    this.#dropped += 1
  }

  #handOver(): void {
    if (!this.#isReady || this.#waiting === undefined) return
    const item = this.#waiting
    this.#waiting = undefined
    this.#isReady = false
    this.#options.handOver(item)
  }
}
