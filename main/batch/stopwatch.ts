/** Measures working time: runs, holds and runs on. */
export class Stopwatch {
  #heldMs = 0
  #startedAtMs: number | undefined

  get elapsedMs(): number {
    const runningMs = this.#startedAtMs === undefined ? 0 : performance.now() - this.#startedAtMs
    return this.#heldMs + runningMs
  }

  start(): void {
    this.#startedAtMs ??= performance.now()
  }

  hold(): void {
    this.#heldMs = this.elapsedMs
    this.#startedAtMs = undefined
  }
}
