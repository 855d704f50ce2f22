/** Holds a job between two frames while the batch is paused. */
export class PauseGate {
  #whenOpen: Promise<void> | undefined
  #open: (() => void) | undefined

  close(): void {
    this.#whenOpen ??= new Promise((resolve) => (this.#open = resolve))
  }

  open(): void {
    this.#open?.()
    this.#whenOpen = undefined
  }

  /** Resolves at once, or when the gate opens. Answers how long it took. */
  async passed(): Promise<number> {
    const startMs = performance.now()
    while (this.#whenOpen) await this.#whenOpen
    return performance.now() - startMs
  }
}
