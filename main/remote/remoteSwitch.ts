import { sentenceOf } from '../../common/errors'
import type { RemoteSettings, RemoteStatus } from '../../common/remote'
import type { RemoteWatch } from './remoteWatch'

export interface RemoteSwitchOptions {
  readonly appVersion: string
  readonly onChanged: (status: RemoteStatus) => void
}

/**
 * Watches the workers of other machines as the settings want it. Off, there is no connection, and
 * what knows Redis is not even loaded.
 */
export class RemoteSwitch {
  readonly #options: RemoteSwitchOptions
  #status: RemoteStatus = { kind: 'off' }
  /** The address that is watched; empty for none. */
  #applied = ''
  #watch: RemoteWatch | undefined
  #lastChange: Promise<void> = Promise.resolve()

  constructor(options: RemoteSwitchOptions) {
    this.#options = options
  }

  get status(): RemoteStatus {
    return this.#status
  }

  apply({ isOn, redisUrl }: RemoteSettings): void {
    const wanted = isOn ? redisUrl : ''
    if (wanted === this.#applied) return
    this.#applied = wanted
    this.#lastChange = this.#lastChange.then(() => this.#change(wanted))
  }

  async close(): Promise<void> {
    this.#applied = ''
    await this.#lastChange
    this.#watch?.stop()
  }

  async #change(url: string): Promise<void> {
    this.#watch?.stop()
    this.#watch = undefined
    // Somebody has changed it again while this one waited.
    if (url !== this.#applied) return
    this.#show({ kind: url === '' ? 'off' : 'connecting' })
    if (url === '') return
    try {
      const { RemoteWatch } = await import('./remoteWatch')
      const { appVersion } = this.#options
      this.#watch = await RemoteWatch.open(url, appVersion, (status) => this.#show(status))
    } catch (error) {
      this.#show({ kind: 'failed', message: sentenceOf(error) })
    }
  }

  #show(status: RemoteStatus): void {
    this.#status = status
    this.#options.onChanged(status)
  }
}
