import { inEnglish, type Sentence } from '../../common/sentence'
import type { CreatePool, Pool } from '../pool/pool'
import type { PoolWork } from '../pool/poolWork'

/** Makes pools of two kinds of workers that pull from the same work. */
export function bothPools(createFirst: CreatePool, createSecond: CreatePool): CreatePool {
  return (options) => {
    const { work, log } = options
    let givenUp = 0
    // As long as one of them works, what waits will be done.
    const onGivenUp = (reason: Sentence): void => {
      givenUp += 1
      if (givenUp === 2) work.onGivenUp(reason)
      else log(`Some workers could not be started: ${inEnglish(reason)}`)
    }
    const shared = { ...options, work: withOwnEnd(work, onGivenUp) }
    return new PoolPair(createFirst(shared), createSecond(shared))
  }
}

class PoolPair implements Pool {
  readonly #pools: readonly Pool[]

  constructor(...pools: readonly Pool[]) {
    this.#pools = pools
  }

  start(): void {
    for (const pool of this.#pools) pool.start()
  }

  wake(): void {
    for (const pool of this.#pools) pool.wake()
  }

  setWanted(count: number): void {
    for (const pool of this.#pools) pool.setWanted(count)
  }

  pause(): void {
    for (const pool of this.#pools) pool.pause()
  }

  resume(): void {
    for (const pool of this.#pools) pool.resume()
  }

  async stop(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.stop()))
  }

  statuses(): ReturnType<Pool['statuses']> {
    return this.#pools.flatMap((pool) => pool.statuses())
  }

  samples(): ReturnType<Pool['samples']> {
    return this.#pools.flatMap((pool) => pool.samples())
  }
}

function withOwnEnd(work: PoolWork, onGivenUp: PoolWork['onGivenUp']): PoolWork {
  return {
    take: (...args) => work.take(...args),
    peek: (...args) => work.peek(...args),
    sizeBytes: (...args) => work.sizeBytes(...args),
    onPlanned: (...args) => work.onPlanned(...args),
    onFrames: (...args) => work.onFrames(...args),
    onOutcome: (...args) => work.onOutcome(...args),
    onGivenUp,
  }
}
