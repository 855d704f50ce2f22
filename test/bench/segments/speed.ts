import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Task } from '../../../common/tasks'
import { compareCsv, type CsvComparison } from '../../chaos/compareCsv'
import { builtCli } from '../../processes'

export interface Speed {
  readonly oneWorkerS: number
  readonly twoWorkersS: number
  readonly comparison: CsvComparison
}

/** How long the command line takes for one video with one worker, and with two. */
export async function measureSpeed(task: Task, path: string): Promise<Speed> {
  const folder = mkdtempSync(join(tmpdir(), 'studio-segments-'))
  const csvPath = (workers: number) => join(folder, `${workers}.csv`)
  const track = async (workers: number): Promise<number> => {
    const startMs = performance.now()
    const options = ['--task', task, '--workers', `${workers}`, '--out', csvPath(workers)]
    const cli = spawn(process.execPath, [builtCli, path, ...options], { stdio: 'ignore' })
    const [code] = (await once(cli, 'exit')) as [number | null]
    if (code !== 0) throw new Error(`The command line ended with ${code}`)
    return (performance.now() - startMs) / 1000
  }
  const oneWorkerS = await track(1)
  const twoWorkersS = await track(2)
  return { oneWorkerS, twoWorkersS, comparison: compareCsv(csvPath(1), csvPath(2)) }
}
