import type { WatchedFolder, WatchStatus } from '../../common/watch'
import { FolderWatch, type FolderWatchOptions } from './folderWatch'

/** The watched folders as the settings want them, one change after the other. */
export class FolderWatches {
  readonly #options: Omit<FolderWatchOptions, 'onChanged'>
  readonly #onChanged: (statuses: readonly WatchStatus[]) => void
  /** By what they were made of. */
  readonly #watches = new Map<string, FolderWatch>()
  #lastChange: Promise<void> = Promise.resolve()

  constructor(
    options: Omit<FolderWatchOptions, 'onChanged'>,
    onChanged: (statuses: readonly WatchStatus[]) => void,
  ) {
    this.#options = options
    this.#onChanged = onChanged
  }

  /** Of those that are on. */
  statuses(): WatchStatus[] {
    return [...this.#watches.values()].map(({ status }) => status)
  }

  /** Starts and stops what is no longer as it is wanted. */
  apply(folders: readonly WatchedFolder[]): Promise<void> {
    const wanted = new Map(
      folders.filter(({ isOn }) => isOn).map((folder) => [JSON.stringify(folder), folder]),
    )
    this.#lastChange = this.#lastChange.then(() => this.#change(wanted))
    return this.#lastChange
  }

  async stop(): Promise<void> {
    await this.apply([])
  }

  async #change(wanted: ReadonlyMap<string, WatchedFolder>): Promise<void> {
    for (const [key, watch] of this.#watches) {
      if (wanted.has(key)) continue
      this.#watches.delete(key)
      await watch.stop()
    }
    for (const [key, folder] of wanted) {
      if (this.#watches.has(key)) continue
      const watch = new FolderWatch(folder, { ...this.#options, onChanged: () => this.#tell() })
      this.#watches.set(key, watch)
      watch.start()
    }
    this.#tell()
  }

  #tell(): void {
    this.#onChanged(this.statuses())
  }
}
