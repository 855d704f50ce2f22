import Store from 'electron-store'
import { defaultSettings, settingsSchema, type Settings } from '../../common/settings'

/** What the app remembers, in a file of its data folder that is checked when it is read. */
export class SettingsStore {
  // The store's own schema check would compile a validator at every start: 0.15 s before the
  // library opens, for what settingsSchema checks too.
  readonly #store = new Store<Settings>({
    name: 'settings',
    // A file damaged by hand or by a crash must not keep the app from starting.
    clearInvalidConfig: true,
  })

  // Reading parses the file, and the limits among the settings are asked for every second.
  #settings = this.#readFile()

  read(): Settings {
    return this.#settings
  }

  /** Changes the given settings and answers all. */
  change(changes: Partial<Settings>): Settings {
    this.#store.set(changes)
    this.#settings = this.#readFile()
    return this.#settings
  }

  /** A setting that is missing, or that this version does not understand, has its default. */
  #readFile(): Settings {
    const stored: Readonly<Record<string, unknown>> = this.#store.store
    const understood = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
      const { success, data } = schema.safeParse(stored[name])
      return success ? [[name, data] as const] : []
    })
    return { ...defaultSettings, ...Object.fromEntries(understood) }
  }
}
