import { sentence, SentenceError } from '../../common/sentence'
import { currentTrackingOptions, type Settings } from '../../common/settings'
import type { WatchedFolder } from '../../common/watch'
import { isInside } from '../media/isInside'
import type { FolderWatches } from '../watch/folderWatches'

export interface WatchedFoldersOptions {
  readonly settings: () => Settings
  readonly keepSettings: (changes: Partial<Settings>) => Settings
  readonly watches: FolderWatches
}

/** Which folders are watched: a setting that takes effect at once. */
export class WatchedFolders {
  readonly #options: WatchedFoldersOptions

  constructor(options: WatchedFoldersOptions) {
    this.#options = options
  }

  /** Has what comes into these folders from now on be tracked, with the options of now. */
  add(folders: readonly string[]): Settings {
    const watched = this.#watched()
    for (const folder of folders) {
      const other = watched.find(
        (each) => isInside(folder, each.folder) || isInside(each.folder, folder),
      )
      if (other) {
        const values = { folder, other: other.folder }
        throw new SentenceError(sentence('sentences.watch.already', values))
      }
    }
    const options = currentTrackingOptions(this.#options.settings())
    const added = folders.map((folder) => ({
      ...{ folder, options, resultsFolder: null, isOn: true, sinceMs: Date.now() },
    }))
    return this.#set([...watched, ...added])
  }

  change(
    folder: string,
    changes: Partial<Pick<WatchedFolder, 'isOn' | 'resultsFolder'>>,
  ): Settings {
    return this.#set(
      this.#watched().map((each) => (each.folder === folder ? { ...each, ...changes } : each)),
    )
  }

  /** Results that are written stay. */
  forget(folder: string): Settings {
    return this.#set(this.#watched().filter((each) => each.folder !== folder))
  }

  #watched(): readonly WatchedFolder[] {
    return this.#options.settings().watchedFolders
  }

  #set(watchedFolders: readonly WatchedFolder[]): Settings {
    const settings = this.#options.keepSettings({ watchedFolders })
    void this.#options.watches.apply(watchedFolders)
    return settings
  }
}
