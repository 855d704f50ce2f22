import { formatDuration } from '../common/formatDuration'

const everyMs = 10_000

/** Says on stderr every ten seconds how far a long run is and how long it will take yet. */
export class ProgressLines {
  readonly #title: string
  readonly #startMs = performance.now()
  #toldMs = this.#startMs

  constructor(title: string) {
    this.#title = title
    tell(title)
  }

  /** @param share of the run that is done, 0 to 1. */
  at(share: number, details: string): void {
    const nowMs = performance.now()
    if (nowMs < this.#toldMs + everyMs) return
    this.#toldMs = nowMs
    const leftMs = ((nowMs - this.#startMs) / share) * (1 - share)
    const left = Number.isFinite(leftMs) ? formatDuration(leftMs) : 'unknown time'
    tell(`${this.#title}: ${details}, ${left} left`)
  }
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}
