import type { CreatePool } from '../pool/pool'
import { localPool } from '../pool/localPool'
import type { StartWorker } from '../pool/workerConnection'
import { bothPools } from './bothPools'
import type { RemotePoolOptions } from './remotePool'

export interface PoolForOptions extends Omit<RemotePoolOptions, 'redisUrl'> {
  readonly startWorker: StartWorker
  /** Processes of this machine; 0 if only others work. */
  readonly workers: number
  /** Undefined if only this machine works. */
  readonly redisUrl: string | undefined
}

/**
 * Who works on a batch: this machine, those behind a Redis, or both. What knows Redis takes a quarter of
 * a second to load, and is loaded only where it is wanted.
 */
export async function poolFor(options: PoolForOptions): Promise<CreatePool> {
  const { startWorker, workers, redisUrl } = options
  const here = localPool(startWorker)
  if (redisUrl === undefined) return here
  const { remotePool } = await import('./remotePool')
  const elsewhere = remotePool({ ...options, redisUrl })
  return workers > 0 ? bothPools(here, elsewhere) : elsewhere
}
