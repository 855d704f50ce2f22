import type { PoolWork } from './poolWork'
import type { PoolSupervision } from './workerPool'
import type { OpenRequest } from './workerProcess'
import type { SlotStatus, WorkerSample } from './workerSlot'

/** Who does the work of a run: processes of this machine, those of others, or both. */
export interface Pool {
  start(): void
  /** Says that there is new work. */
  wake(): void
  /** How many processes of this machine there may be from now on. */
  setWanted(count: number): void
  /** Workers hold before their next frame; no new file is begun. */
  pause(): void
  resume(): void
  /** Ends everything at once. When it resolves, nothing of it is left. */
  stop(): Promise<void>
  statuses(): SlotStatus[]
  samples(): WorkerSample[]
}

export interface PoolOptions {
  /** How many processes of this machine. */
  readonly size: number
  readonly open: OpenRequest
  readonly work: PoolWork
  readonly supervision: PoolSupervision
  readonly onStatusChanged: () => void
  readonly log: (text: string) => void
}

export type CreatePool = (options: PoolOptions) => Pool
