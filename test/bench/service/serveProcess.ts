import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { builtServe } from '../../processes'

/** The service as `npm run serve` runs it, in a process of its own. */
export interface ServeProcess {
  readonly address: string
  readonly token: string
  readonly processId: number
  stop(): Promise<void>
}

/** Starts it on a free port. Rejects with what it printed if it does not start. */
export async function startServeProcess(
  workers: number,
  moreArguments: readonly string[] = [],
): Promise<ServeProcess> {
  const token = 'a-token'
  const data = await mkdtemp(join(tmpdir(), 'studio-serve-'))
  const values = ['--port', '0', '--token', token, '--workers', String(workers), '--data', data]
  const child = spawn(process.execPath, [builtServe, ...values, ...moreArguments], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const printed: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    printed.push(line)
    const address = /answers at (\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    child.stderr.resume()
    return {
      ...{ address, token, processId: child.pid ?? 0 },
      async stop() {
        const exited = once(child, 'exit')
        child.kill('SIGINT')
        await exited
      },
    }
  }
  throw new Error(`The service did not start: ${printed.join('\n')}`)
}
