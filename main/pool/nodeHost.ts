import { fork } from 'node:child_process'
import { workerEnvironment, type StartWorker, type WorkerConnection } from './workerConnection'

/**
 * Runs workers as children of plain Node: for the command line, tests and benchmarks.
 *
 * @param workerPath the built entry of main/worker.
 * @param log receives what a worker prints.
 */
export function createNodeHost(workerPath: string, log: (text: string) => void): StartWorker {
  return (): WorkerConnection => {
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
      post: (request) => void child.send(request, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        let told = false
        const tellOnce = (reason: string): void => {
          if (!told) listener(reason)
          told = true
        }
        child.once('exit', (code, signal) => tellOnce(signal ?? `exit code ${code ?? 'unknown'}`))
        child.once('error', (error) => tellOnce(error.message))
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
