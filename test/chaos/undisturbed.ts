import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { defaultSettings, type Settings } from '../../common/settings'
import type { Task } from '../../common/tasks'
import { builtCli } from '../processes'

/** So many that a long video's segments have subjects to join. */
const mostSubjects = 2

/** Settings of the app that track what `trackUndisturbed` does. */
export function settingsFor(task: Task): Partial<Settings> {
  if (task === 'holistic') return { task }
  const { tracking } = defaultSettings
  return {
    task,
    tracking: { ...tracking, [task]: { ...tracking[task], maxSubjects: mostSubjects } },
  }
}

/** What the folder becomes when nobody interferes: by the command line, in processes of its own. */
export async function trackUndisturbed(folder: string, task: Task, csvPath: string): Promise<void> {
  const most = task === 'holistic' ? [] : ['--max', String(mostSubjects)]
  const order = [builtCli, folder, '--task', task, ...most, '--out', csvPath]
  const cli = spawn(process.execPath, order, {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let terminal = ''
  cli.stderr.on('data', (data: Buffer) => (terminal += data.toString()))
  const [code] = (await once(cli, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The undisturbed run failed: ${terminal}`)
}
