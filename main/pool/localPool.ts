import type { CreatePool } from './pool'
import type { StartWorker } from './workerConnection'
import { WorkerPool } from './workerPool'

/** Makes pools whose workers are processes of this machine. */
export function localPool(startWorker: StartWorker): CreatePool {
  return (options) => new WorkerPool({ ...options, startWorker })
}
