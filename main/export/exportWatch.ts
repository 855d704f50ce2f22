/** How somebody follows an export, and stops it. */
export interface ExportWatch {
  /** Once it is aborted, an export rejects and leaves nothing behind. */
  readonly signal: AbortSignal
  /** Is told the share done, 0 to 1, as often as it changes. */
  readonly onProgress: (share: number) => void
}

/** An export that nobody follows. */
export const unwatched: ExportWatch = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
}

/** Tells the share done of things that are written one after the other. */
export class ShareDone {
  readonly #watch: ExportWatch
  readonly #total: number
  #before = 0

  /** @param total amount of work of all things, in any unit. */
  constructor(watch: ExportWatch, total: number) {
    this.#watch = watch
    this.#total = total
  }

  /** So much of the present thing is done. */
  reach(amount: number): void {
    if (this.#total > 0) this.#watch.onProgress(Math.min(1, (this.#before + amount) / this.#total))
  }

  /** The present thing is done, and was so much work as had been counted for it. */
  pass(amount: number): void {
    this.#before += amount
    this.reach(0)
  }
}
