import Store, { type Schema } from 'electron-store'
import { z } from 'zod'
import { defaultSettings, settingsSchema, type Settings } from '../../common/settings'

/** What the app remembers, in a file of its data folder that is checked when read and written. */
export class SettingsStore {
  readonly #store: Store<Settings>

  constructor() {
    const { properties } = z.toJSONSchema(settingsSchema)
    this.#store = new Store<Settings>({
      name: 'settings',
      schema: properties as Schema<Settings>,
      defaults: defaultSettings,
      // A file damaged by hand or by a crash must not keep the app from starting.
      clearInvalidConfig: true,
    })
  }

  read(): Settings {
    const parsed = settingsSchema.safeParse({ ...defaultSettings, ...this.#store.store })
    return parsed.success ? parsed.data : defaultSettings
  }

  /** Changes the given settings and answers all. */
  change(changes: Partial<Settings>): Settings {
    this.#store.set(changes)
    return this.read()
  }
}
