import { sentence, type Sentence } from '../../common/sentence'
import type { WorkerRequest } from '../../common/workerProtocol'

/**
 * A running worker process as main sees it, whichever host runs it: nodeHost.ts under plain Node,
 * utilityHost.ts in the app.
 */
export interface ProcessConnection<Request> {
  /** Unknown until the process has been spawned. */
  processId(): number | undefined
  post(request: Request): void
  /** Messages are not yet validated. */
  onMessage(listener: (message: unknown) => void): void
  /** Called once, however the process ends, with a few words on why. */
  onExit(listener: (reason: Sentence) => void): void
  /** Ends the process at once, even in the middle of a detection. */
  kill(): void
}

/** A process that tracks. */
export type WorkerConnection = ProcessConnection<WorkerRequest>

export type StartWorker = () => WorkerConnection

/**
 * The environment of a worker process. With glibc's usual arenas, one for each thread that decodes,
 * memory that was freed is not given back: a worker for hands peaks at 470 MB, and at 370 with two.
 */
export function workerEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, MALLOC_ARENA_MAX: '2' }
}

/** Says how a process ended that no signal has ended; null where the system does not tell. */
export function exitSentence(code: number | null): Sentence {
  if (code === null) return sentence('sentences.worker.unknownCode')
  return sentence('sentences.worker.exitCode', { code })
}
