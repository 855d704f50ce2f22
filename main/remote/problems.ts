/** What is wrong at present, each kind told once when it begins and once when it is over. */
export class Problems {
  readonly #onProblem: (message: string) => void
  readonly #onSolved: ((message: string) => void) | undefined
  readonly #told = new Map<string, string>()

  constructor(onProblem: (message: string) => void, onSolved?: (message: string) => void) {
    this.#onProblem = onProblem
    this.#onSolved = onSolved
  }

  /** @param message null where nothing of this kind is wrong. */
  tell(kind: string, message: string | null): void {
    const before = this.#told.get(kind)
    if (before === (message ?? undefined)) return
    this.#told.delete(kind)
    if (before !== undefined) this.#onSolved?.(before)
    if (message === null) return
    this.#told.set(kind, message)
    this.#onProblem(message)
  }

  /** Nothing is wrong any more. */
  clear(): void {
    for (const kind of [...this.#told.keys()]) this.tell(kind, null)
  }
}
