import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { builtCli, builtRemoteWorker, until } from './processes'

/** A program that runs, what it has printed so far, and its end. */
export interface Program extends AsyncDisposable {
  readonly processId: number
  readonly output: () => string
  readonly ended: Promise<number | null>
}

/** Starts a worker program in a folder of its own, and waits until it takes work. */
export async function startRemoteWorker(
  folder: string,
  redisUrl: string,
  { args = [], entry = builtRemoteWorker }: { args?: readonly string[]; entry?: string } = {},
): Promise<Program> {
  mkdirSync(folder, { recursive: true })
  const data = ['--redis', redisUrl, '--data', join(folder, 'data')]
  const worker = start(folder, entry, ...data, ...args)
  await until(() => worker.output().includes('Working for'), 20_000)
  return worker
}

/** Runs the command line to its end. */
export function startBatch(folder: string, ...args: readonly string[]): Program {
  return start(folder, builtCli, ...args)
}

function start(folder: string, entry: string, ...args: readonly string[]): Program {
  const child = spawn(process.execPath, [entry, ...args], { cwd: folder })
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    processId: child.pid ?? 0,
    output: () => output,
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
