import type { Redis } from 'ioredis'
import type { RemoteStatus } from '../../common/remote'
import { sentence } from '../../common/sentence'
import { connectToRedis, shownUrl } from './redis'
import { readWorkers, versionProblem } from './workerRegistry'

const lookEveryMs = 1000

/** Shows which workers are seen behind a Redis, once a second. */
export class RemoteWatch {
  readonly #redis: Redis
  readonly #timer: NodeJS.Timeout
  #isStopped = false

  private constructor(redis: Redis, look: () => Promise<void>) {
    this.#redis = redis
    this.#timer = setInterval(() => void look().catch(() => undefined), lookEveryMs)
  }

  /** Rejects with a sentence for people if the server does not answer. */
  static async open(
    url: string,
    appVersion: string,
    onChanged: (status: RemoteStatus) => void,
  ): Promise<RemoteWatch> {
    const redis = await connectToRedis(url, () => {
      const message = sentence('sentences.remote.silent', { url: shownUrl(url) })
      if (!watch.#isStopped) onChanged({ kind: 'failed', message })
    })
    const look = async (): Promise<void> => {
      const workers = await readWorkers(redis)
      const problem = versionProblem(workers, appVersion)
      if (!watch.#isStopped) onChanged({ kind: 'on', workers, problem })
    }
    const watch = new RemoteWatch(redis, look)
    void look().catch(() => undefined)
    return watch
  }

  stop(): void {
    this.#isStopped = true
    clearInterval(this.#timer)
    this.#redis.disconnect()
  }
}
