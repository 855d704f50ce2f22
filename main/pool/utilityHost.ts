import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron'
import type { WorkerRequest } from '../../common/workerProtocol'
import { workerEnvironment, type StartWorker, type WorkerConnection } from './workerConnection'

/**
 * Runs workers as hidden utility processes of the app. Each gets a port of its own to the window,
 * for previews, so that pictures never pass through main.
 *
 * @param workerPath the built entry of main/worker.
 * @param handPreviewPort gives the window its end of a new worker's preview port.
 * @param log receives what a worker prints.
 */
export function createUtilityHost(
  workerPath: string,
  handPreviewPort: (port: MessagePortMain) => void,
  log: (text: string) => void,
): StartWorker {
  return (): WorkerConnection => {
    const child = utilityProcess.fork(workerPath, [], {
      serviceName: 'Landmark worker',
      stdio: 'pipe',
      env: workerEnvironment(),
    })
    child.stdout?.on('data', (data: Buffer) => log(data.toString()))
    child.stderr?.on('data', (data: Buffer) => log(data.toString()))
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage({ kind: 'preview-port' } satisfies WorkerRequest, [port1])
    handPreviewPort(port2)
    return {
      processId: () => child.pid,
      post: (request) => child.postMessage(request),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
      kill: () => kill(child),
    }
  }
}

/** `child.kill()` asks politely; a worker in the middle of a detection would not hear it. */
function kill(child: Electron.UtilityProcess): void {
  if (child.pid === undefined) child.once('spawn', () => kill(child))
  else process.kill(child.pid, 'SIGKILL')
}
