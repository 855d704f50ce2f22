import type { CalibrationProgress, CalibrationStep } from '../../common/calibration'

const tellEveryMs = 200

/** Tells what is measured now, and what share of the whole is done, by the clock. */
export class Progress {
  readonly #wholeMs: number
  readonly #tell: (progress: CalibrationProgress) => void
  #doneMs = 0
  #now: { step: CalibrationStep; expectedMs: number; sinceMs: number } | undefined
  readonly #timer: NodeJS.Timeout

  /** @param wholeMs how long all steps are expected to take. */
  constructor(wholeMs: number, tell: (progress: CalibrationProgress) => void) {
    this.#wholeMs = wholeMs
    this.#tell = tell
    this.#timer = setInterval(() => this.#tellNow(), tellEveryMs)
  }

  /** A step that takes longer than it should stands still; one that is shorter jumps to its end. */
  begin(step: CalibrationStep, expectedMs: number): void {
    this.#doneMs += this.#now?.expectedMs ?? 0
    this.#now = { step, expectedMs, sinceMs: performance.now() }
    this.#tellNow()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #tellNow(): void {
    if (this.#now === undefined) return
    const { step, expectedMs, sinceMs } = this.#now
    const ofStepMs = Math.min(expectedMs, performance.now() - sinceMs)
    this.#tell({ step, share: Math.min(1, (this.#doneMs + ofStepMs) / this.#wholeMs) })
  }
}
