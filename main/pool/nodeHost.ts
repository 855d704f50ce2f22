import { fork, type Serializable } from 'node:child_process'
import type { Sentence } from '../../common/sentence'
import type { WorkerRequest } from '../../common/workerProtocol'
import { exitSentence, workerEnvironment, type ProcessConnection } from './workerConnection'

/**
 * Runs workers as children of plain Node: for the command line, tests and benchmarks.
 *
 * @param workerPath a built entry of main/worker.
 * @param log receives what a worker prints.
 */
export function createNodeHost<Request = WorkerRequest>(
  workerPath: string,
  log: (text: string) => void,
): () => ProcessConnection<Request> {
  return () => {
    const child = fork(workerPath, {
      serialization: 'advanced',
      silent: true,
      env: workerEnvironment(),
    })
    child.stdout?.on('data', (data: Buffer) => log(data.toString()))
    child.stderr?.on('data', (data: Buffer) => log(data.toString()))
    return {
      processId: () => child.pid,
      // A message to a process that is just dying is lost with it; `onExit` tells the rest.
      post: (request) => void child.send(request as Serializable, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        let told = false
        const tellOnce = (reason: Sentence): void => {
          if (!told) listener(reason)
          told = true
        }
        child.once('exit', (code, signal) => tellOnce(signal ?? exitSentence(code)))
        child.once('error', (error) => tellOnce(error.message))
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
