/** A port that came with a request, so far as the worker uses it. */
export interface SendingPort {
  postMessage(message: unknown): void
}

/** The line of a worker process to the one that started it. */
export interface HostPort<Event> {
  readonly send: (event: Event) => void
  /** Starts listening. Requests are as they came, unchecked. */
  onRequest(listener: (request: unknown, ports: readonly SendingPort[]) => void): void
}

/**
 * Connects to the parent: Electron's main process if this is a utility process, otherwise the one
 * that called `child_process.fork` with `serialization: 'advanced'`. Ends this process when the
 * parent is gone. Throws when the script was started by hand.
 */
export function connectToHost<Event>(): HostPort<Event> {
  const electronPort = (process as { parentPort?: ElectronParentPort }).parentPort
  if (electronPort) return connectToElectron<Event>(electronPort)
  if (process.send) return connectToNode<Event>(process.send.bind(process))
  throw new Error('A worker process is started by Landmark Studio, not by hand.')
}

/** `process.parentPort` of an Electron utility process; this project compiles without Electron. */
interface ElectronParentPort extends SendingPort {
  on(
    event: 'message',
    listener: (message: { data: unknown; ports: readonly SendingPort[] }) => void,
  ): void
  on(event: 'close', listener: () => void): void
}

function connectToElectron<Event>(port: ElectronParentPort): HostPort<Event> {
  // Electron ends its utility processes with the app; a closed port says so a little earlier.
  port.on('close', () => process.exit())
  return {
    send: (event) => port.postMessage(event),
    onRequest: (listener) => port.on('message', ({ data, ports }) => listener(data, ports)),
  }
}

type NodeSend = (event: unknown, onSent: (error: Error | null) => void) => boolean

function connectToNode<Event>(send: NodeSend): HostPort<Event> {
  process.on('disconnect', () => process.exit())
  return {
    // A message to a parent that has just gone is lost with it: `disconnect` ends this process.
    send: (event) => void send(event, () => undefined),
    onRequest: (listener) => process.on('message', (request) => listener(request, [])),
  }
}
