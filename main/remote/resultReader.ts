import type { Redis } from 'ioredis'
import { setTimeout } from 'node:timers/promises'
import { resultsKey } from './names'
import { remoteEventSchema, type RemoteEvent } from './remoteProtocol'

const mostAtOnce = 20
const waitMs = 1000

/** Something that a worker tells of an attempt. */
export interface Told {
  readonly token: string
  /** Counts what is told of the attempt, from 1. */
  readonly number: number
  readonly event: RemoteEvent
  readonly bytes: Buffer
}

export interface ResultReaderOptions {
  /** A connection of its own: it waits for the next entry. */
  readonly redis: Redis
  readonly runId: string
  readonly onTold: (told: Told) => void
  /** Something of this attempt was not understood: it cannot be whole any more. */
  readonly onMisfit: (token: string, reason: string) => void
  readonly log: (text: string) => void
}

/** Reads what the workers of a run tell, in order, and takes it out of Redis. */
export class ResultReader {
  readonly #options: ResultReaderOptions
  #reading: Promise<void> = Promise.resolve()
  /** The last entry that was told: none may be told twice, whatever becomes of the connection. */
  #lastId = '0'
  #toDelete: Buffer[] = []
  #isStopped = false

  constructor(options: ResultReaderOptions) {
    this.#options = options
  }

  start(): void {
    this.#reading = this.#readOn()
  }

  /** Ends the connection too. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#options.redis.disconnect()
    await this.#reading
  }

  async #readOn(): Promise<void> {
    while (!this.#isStopped) {
      try {
        await this.#readSome()
      } catch (error) {
        if (this.#isStopped) return
        this.#options.log(`Results of other machines: ${(error as Error).message}`)
        await setTimeout(waitMs)
      }
    }
  }

  async #readSome(): Promise<void> {
    const { redis, runId } = this.#options
    const key = resultsKey(runId)
    const wait = ['COUNT', mostAtOnce, 'BLOCK', waitMs] as const
    const [stream] = (await redis.xreadBuffer(...wait, 'STREAMS', key, this.#lastId)) ?? []
    const entries = (stream as Stream | undefined)?.[1] ?? []
    for (const [id, fields] of entries) {
      this.#lastId = id.toString()
      this.#toDelete.push(id)
      this.#tell(fields)
    }
    if (this.#toDelete.length > 0) await redis.xdel(key, ...this.#toDelete)
    this.#toDelete = []
  }

  #tell(fields: readonly Buffer[]): void {
    if (this.#isStopped) return
    const [, token = '', , number = '', , text = '', , bytes = Buffer.alloc(0)] = fields
    try {
      const event = remoteEventSchema.parse(JSON.parse(text.toString()))
      this.#options.onTold({ token: token.toString(), number: Number(number), event, bytes })
    } catch (error) {
      this.#options.onMisfit(token.toString(), (error as Error).message)
    }
  }
}

type Stream = readonly [key: Buffer, entries: (readonly [id: Buffer, fields: Buffer[]])[]]
