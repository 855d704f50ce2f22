import type { WorkerRequest } from '../../common/workerProtocol'

/**
 * A running worker process as main sees it, whichever host runs it: nodeHost.ts under plain Node,
 * utilityHost.ts in the app.
 */
export interface WorkerConnection {
  /** Unknown until the process has been spawned. */
  processId(): number | undefined
  post(request: WorkerRequest): void
  /** Messages are not yet validated. */
  onMessage(listener: (message: unknown) => void): void
  /** Called once, however the process ends, with a few words on why. */
  onExit(listener: (reason: string) => void): void
  /** Ends the process at once, even in the middle of a detection. */
  kill(): void
}

export type StartWorker = () => WorkerConnection
