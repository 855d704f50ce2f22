import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Task } from '../../common/tasks'
import { builtCli } from '../processes'

/** What the folder becomes when nobody interferes: by the command line, in processes of its own. */
export async function trackUndisturbed(folder: string, task: Task, csvPath: string): Promise<void> {
  const cli = spawn(process.execPath, [builtCli, folder, '--task', task, '--out', csvPath], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let terminal = ''
  cli.stderr.on('data', (data: Buffer) => (terminal += data.toString()))
  const [code] = (await once(cli, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The undisturbed run failed: ${terminal}`)
}
