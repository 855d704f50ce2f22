import { sentenceOf } from '../../common/errors'
import type { ServiceSettings, ServiceStatus } from '../../common/service/switch'
import type { WorkerSample } from '../pool/workerSlot'
import type { Service, ServiceOptions } from './service'

export interface ServiceSwitchOptions extends Omit<
  ServiceOptions,
  'port' | 'token' | 'allowedOrigins' | 'workers' | 'limits'
> {
  /** Read whenever the service is started. */
  readonly current: () => Pick<ServiceOptions, 'workers' | 'limits'>
  readonly onChanged: (status: ServiceStatus) => void
}

/** The service as the settings want it: on or off, one change after the other. */
export class ServiceSwitch {
  readonly #options: ServiceSwitchOptions
  #status: ServiceStatus = { kind: 'off' }
  #applied = ''
  #service: Service | undefined
  #lastChange: Promise<void> = Promise.resolve()

  constructor(options: ServiceSwitchOptions) {
    this.#options = options
  }

  get status(): ServiceStatus {
    return this.#status
  }

  /**
   * Starts, stops or restarts it where these settings are others than before; which folders are
   * allowed it asks for with each request. Never rejects.
   */
  apply(settings: ServiceSettings): Promise<void> {
    const { isOn, port, token, allowedOrigins } = settings
    const wanted = isOn ? JSON.stringify({ port, token, allowedOrigins }) : ''
    if (wanted === this.#applied) return this.#lastChange
    this.#applied = wanted
    this.#lastChange = this.#lastChange.then(async () => {
      await this.#stop()
      if (isOn) await this.#start(settings)
      else this.#show({ kind: 'off' })
    })
    return this.#lastChange
  }

  setWantedWorkers(count: number): void {
    this.#service?.trackers.setWantedWorkers(count)
  }

  samples(): WorkerSample[] {
    return this.#service?.trackers.samples() ?? []
  }

  /** Ends it, whatever the settings want. */
  close(): Promise<void> {
    this.#applied = ''
    this.#lastChange = this.#lastChange.then(() => this.#stop())
    return this.#lastChange
  }

  async #start({ port, token, allowedOrigins }: ServiceSettings): Promise<void> {
    this.#show({ kind: 'starting' })
    try {
      // What answers over HTTP takes memory, and most people never switch it on.
      const { Service } = await import('./service')
      const { current } = this.#options
      const own = { ...current(), port, token, allowedOrigins }
      this.#service = await Service.start({ ...this.#options, ...own })
      this.#show({ kind: 'on', address: this.#service.address })
    } catch (error) {
      this.#show({ kind: 'failed', message: sentenceOf(error) })
    }
  }

  async #stop(): Promise<void> {
    await this.#service?.stop()
    this.#service = undefined
  }

  #show(status: ServiceStatus): void {
    this.#status = status
    this.#options.onChanged(status)
  }
}
