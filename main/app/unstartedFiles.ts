import Store from 'electron-store'
import { searchesSchema, type Search } from '../library/batchRows'

/**
 * The files and folders of a batch that waits for its start. The library keeps a batch from its
 * start on; until then what was added would be lost with the window.
 */
export class UnstartedFiles {
  readonly #store = new Store<{ searches: readonly Search[] }>({
    name: 'unstarted-files',
    // A file that was damaged costs no start of the app.
    clearInvalidConfig: true,
  })

  read(): readonly Search[] {
    const { success, data } = searchesSchema.safeParse(this.#store.get('searches'))
    return success ? data : []
  }

  add(search: Search): void {
    this.#store.set('searches', [...this.read(), search])
  }

  clear(): void {
    if (this.read().length > 0) this.#store.clear()
  }
}
