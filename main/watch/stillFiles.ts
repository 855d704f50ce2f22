import type { WatchedFile } from '../library/watchTable'

export interface SeenFile extends WatchedFile {
  /** When it was last written, moved or made: milliseconds since 1970. */
  readonly changedMs: number
}

/** A camera that writes on, or a copy that has stalled, moves again within this time. */
export const stillMs = 3000

/** Knows since when files have been as they are: one that still grows is not complete. */
export class StillFiles {
  #seen = new Map<string, { readonly file: SeenFile; readonly sinceMs: number }>()

  /** @returns those of the files that nobody has changed for `stillMs`. */
  look(files: readonly SeenFile[], nowMs: number): SeenFile[] {
    const seen = new Map<string, { readonly file: SeenFile; readonly sinceMs: number }>()
    for (const file of files) {
      const before = this.#seen.get(file.path)
      const isSame = before !== undefined && isUnchanged(before.file, file)
      seen.set(file.path, { file, sinceMs: isSame ? before.sinceMs : nowMs })
    }
    this.#seen = seen
    return files.filter(({ path }) => nowMs - seen.get(path)!.sinceMs >= stillMs)
  }
}

function isUnchanged(before: SeenFile, now: SeenFile): boolean {
  return before.sizeBytes === now.sizeBytes && before.changedMs === now.changedMs
}
