import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { modelFileName, type Task } from '../../common/tasks'
import { workerEnvironment } from '../../main/pool/workerConnection'
import { modelsFolder, wasmFolder } from '../processes'
import type { LoopMode, LoopRequest, LoopResult } from './loopProtocol'

const loopProcess = join(import.meta.dirname, 'loopProcess.ts')

/**
 * Runs bare loops over the same photos, all at once: each process has its landmarker open before
 * the first one starts.
 */
export async function runLoops(
  mode: LoopMode,
  task: Task,
  processes: number,
  paths: readonly string[],
): Promise<LoopResult[]> {
  const modelPath = join(modelsFolder, modelFileName({ task, modelVariant: 'lite' }))
  const request = { mode, task, paths, modelPath, wasmFolder }
  const children = await Promise.all(Array.from({ length: processes }, () => openLoop(request)))
  return Promise.all(children.map(runLoop))
}

async function openLoop(request: LoopRequest): Promise<ChildProcess> {
  const child = fork(loopProcess, {
    execArgv: ['--import', 'tsx'],
    silent: true,
    env: workerEnvironment(),
  })
  child.stdout?.resume()
  child.stderr?.resume()
  child.send(request)
  await once(child, 'message')
  return child
}

async function runLoop(child: ChildProcess): Promise<LoopResult> {
  const answered = once(child, 'message') as Promise<[LoopResult]>
  child.send('go')
  const [result] = await answered
  return result
}
