import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron'
import type { AnnotationRequest } from '../../common/annotationProtocol'
import type { WorkerRequest } from '../../common/workerProtocol'
import {
  exitSentence,
  workerEnvironment,
  type ProcessConnection,
  type StartWorker,
} from './workerConnection'

/**
 * Runs workers as hidden utility processes of the app. Each gets a port of its own to the window,
 * for previews, so that pictures never pass through main.
 *
 * @param workerPath the built entry of the worker that tracks.
 * @param handPreviewPort gives the window its end of a new worker's preview port.
 * @param log receives what a worker prints.
 */
export function createUtilityHost(
  workerPath: string,
  handPreviewPort: (port: MessagePortMain) => void,
  log: (text: string) => void,
): StartWorker {
  return () => {
    const child = forkUtility(workerPath, 'Landmark worker', log)
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage({ kind: 'preview-port' } satisfies WorkerRequest, [port1])
    handPreviewPort(port2)
    return connectionTo(child)
  }
}

/** Runs the processes that draw in the same way; they have nothing to say to the window. */
export function createAnnotatorHost(
  annotatorPath: string,
  log: (text: string) => void,
): () => ProcessConnection<AnnotationRequest> {
  return () => connectionTo(forkUtility(annotatorPath, 'Landmark annotator', log))
}

function forkUtility(path: string, serviceName: string, log: (text: string) => void) {
  const child = utilityProcess.fork(path, [], {
    ...{ serviceName, stdio: 'pipe', env: workerEnvironment() },
  })
  child.stdout?.on('data', (data: Buffer) => log(data.toString()))
  child.stderr?.on('data', (data: Buffer) => log(data.toString()))
  return child
}

function connectionTo<Request>(child: Electron.UtilityProcess): ProcessConnection<Request> {
  return {
    processId: () => child.pid,
    post: (request) => child.postMessage(request),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(exitSentence(code))),
    kill: () => kill(child),
  }
}

/** `child.kill()` asks politely; a worker in the middle of a detection would not hear it. */
function kill(child: Electron.UtilityProcess): void {
  if (child.pid === undefined) child.once('spawn', () => kill(child))
  else process.kill(child.pid, 'SIGKILL')
}
