/** The value below which a share of the values lies, by nearest rank; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1] ?? NaN
}

/** Values of the last few seconds. */
export class RollingValues {
  readonly #spanMs: number
  #entries: { readonly atMs: number; readonly value: number }[] = []

  constructor(spanMs: number) {
    this.#spanMs = spanMs
  }

  add(value: number, atMs: number): void {
    this.#entries.push({ atMs, value })
    this.#forget(atMs)
  }

  /** The values that are not older than the span. */
  values(nowMs: number): readonly number[] {
    this.#forget(nowMs)
    return this.#entries.map(({ value }) => value)
  }

  /** How many came per second; 0 of none. */
  perSecond(nowMs: number): number {
    this.#forget(nowMs)
    const [first] = this.#entries
    const last = this.#entries.at(-1)
    if (!first || !last || last.atMs === first.atMs) return 0
    return ((this.#entries.length - 1) * 1000) / (last.atMs - first.atMs)
  }

  clear(): void {
    this.#entries = []
  }

  #forget(nowMs: number): void {
    const firstKept = this.#entries.findIndex(({ atMs }) => nowMs - atMs <= this.#spanMs)
    this.#entries.splice(0, firstKept === -1 ? this.#entries.length : firstKept)
  }
}
