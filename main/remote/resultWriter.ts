import type { Redis } from 'ioredis'
import { setTimeout } from 'node:timers/promises'
import { resultsKey, runKey } from './names'
import type { RemoteEvent } from './remoteProtocol'

/** Entries of a run that may lie in Redis: what more there is waits with the workers. */
const mostInRedis = 200
/** What may wait here before the tracking has to wait too. */
const mostHeldBytes = 8_000_000
const lookAgainMs = 50
/** For what a submitter leaves behind that has died. */
const expirySeconds = 600

/**
 * Adds an entry if there is room for it, in one command, as each takes its time on the way: the key of
 * the results; the most entries, the expiry, the entry's fields.
 */
const addScript = `
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
redis.call('XADD', KEYS[1], '*', unpack(ARGV, 3))
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1`

const nothing = Buffer.alloc(0)

export interface ResultWriterOptions {
  readonly redis: Redis
  readonly runId: string
  /** Is told whether tracking has to wait until what is held has been taken. */
  readonly onHeld: (mustWait: boolean) => void
}

/** A worker's way back to the submitter of a run: what it tells, in order, and no more than fits. */
export class ResultWriter {
  readonly #options: ResultWriterOptions
  /** How much has been told of each attempt in work. */
  readonly #counts = new Map<string, number>()
  #last: Promise<void> = Promise.resolve()
  #heldBytes = 0
  #mustWait = false
  #isClosed = false

  constructor(options: ResultWriterOptions) {
    this.#options = options
  }

  /** Resolves when Redis has it, or the run is over. Rejects if Redis does not take it. */
  write(token: string, event: RemoteEvent, bytes: Uint8Array = nothing): Promise<void> {
    this.#hold(bytes.byteLength)
    const number = this.#count(token, event)
    const fields = ['token', token, 'number', number, 'event', JSON.stringify(event), 'bytes']
    const written = this.#last.then(() => this.#send([...fields, Buffer.from(bytes)]))
    this.#last = written.catch(() => undefined)
    return written.finally(() => this.#hold(-bytes.byteLength))
  }

  /** What has not been written will not be. */
  close(): void {
    this.#isClosed = true
  }

  async #send(fields: readonly (string | number | Buffer)[]): Promise<void> {
    const { redis, runId } = this.#options
    const add = (): Promise<unknown> =>
      redis.eval(addScript, 1, resultsKey(runId), mostInRedis, expirySeconds, ...fields)
    while (!this.#isClosed && (await add()) === 0) {
      if ((await redis.exists(runKey(runId))) === 0) return
      await setTimeout(lookAgainMs)
    }
  }

  /** Numbers let the submitter see what is missing, and what comes twice. */
  #count(token: string, { kind }: RemoteEvent): number {
    const number = (this.#counts.get(token) ?? 0) + 1
    const isLast = kind === 'finished' || kind === 'failed' || kind === 'crashed'
    if (isLast) this.#counts.delete(token)
    else this.#counts.set(token, number)
    return number
  }

  #hold(bytes: number): void {
    this.#heldBytes += bytes
    const mustWait = this.#heldBytes > mostHeldBytes
    if (mustWait === this.#mustWait) return
    this.#mustWait = mustWait
    this.#options.onHeld(mustWait)
  }
}
