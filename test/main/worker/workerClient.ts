import { fork, type ChildProcess } from 'node:child_process'
import {
  defaultTrackingOptions,
  modelFileName,
  type Task,
  type TrackingOptions,
} from '../../../common/tasks'
import {
  workerEventSchema,
  type WorkerEvent,
  type WorkerJob,
  type WorkerRequest,
} from '../../../common/workerProtocol'
import { builtWorker, modelsFolder, wasmFolder } from '../../processes'

/** A real worker process and all that it has said, each event checked against the protocol. */
export interface WorkerClient {
  readonly child: ChildProcess
  readonly events: readonly WorkerEvent[]
  /** What it wrote to its terminal, which should be nothing. */
  readonly terminal: () => string
  post(request: unknown): void
  /** The first event of a kind after those already waited for. */
  next<K extends WorkerEvent['kind']>(
    ...kinds: readonly K[]
  ): Promise<Extract<WorkerEvent, { kind: K }>>
  /** Exit code once the process has ended. */
  readonly exited: Promise<number | null>
}

export function startWorker(): WorkerClient {
  const child = fork(builtWorker, [], { serialization: 'advanced', silent: true })
  const events: WorkerEvent[] = []
  let seen = 0
  let wake: () => void = () => undefined
  let terminal = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => (terminal += data.toString()))
  }
  child.on('message', (message) => {
    events.push(workerEventSchema.parse(message))
    wake()
  })
  return {
    child,
    events,
    terminal: () => terminal,
    post: (request) => void child.send(request as WorkerRequest),
    async next<K extends WorkerEvent['kind']>(...kinds: readonly K[]) {
      for (;;) {
        const event = events[seen++]
        if (!event) {
          seen--
          await new Promise<void>((resolve) => (wake = resolve))
        } else if ((kinds as readonly string[]).includes(event.kind)) {
          return event as Extract<WorkerEvent, { kind: K }>
        }
      }
    },
    exited: new Promise((resolve) => child.on('exit', resolve)),
  }
}

export function openRequest(task: Task, changes: Partial<TrackingOptions> = {}): WorkerRequest {
  const options = { ...defaultTrackingOptions(task), ...changes }
  return {
    kind: 'open',
    options,
    modelPath: `${modelsFolder}/${modelFileName(options)}`,
    wasmFolder,
  }
}

/** What a worker makes of a file: its landmarks frame by frame, and the event that ended it. */
export async function track(worker: WorkerClient, job: WorkerJob) {
  worker.post({ kind: 'run', job })
  const messages: Extract<WorkerEvent, { kind: 'frames' }>[] = []
  for (;;) {
    const event = await worker.next('frames', 'finished', 'failed')
    if (event.kind !== 'frames') return { messages, end: event }
    messages.push(event)
  }
}
