import { inEnglish, type Sentence } from '../../common/sentence'

/** What is wrong at present, each kind told once when it begins and once when it is over. */
export class Problems {
  readonly #onProblem: (message: Sentence) => void
  readonly #onSolved: ((message: Sentence) => void) | undefined
  readonly #told = new Map<string, Sentence>()

  constructor(onProblem: (message: Sentence) => void, onSolved?: (message: Sentence) => void) {
    this.#onProblem = onProblem
    this.#onSolved = onSolved
  }

  /** @param message null where nothing of this kind is wrong. */
  tell(kind: string, message: Sentence | null): void {
    const before = this.#told.get(kind)
    if (isSame(before, message ?? undefined)) return
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

function isSame(a: Sentence | undefined, b: Sentence | undefined): boolean {
  return (a && inEnglish(a)) === (b && inEnglish(b))
}
