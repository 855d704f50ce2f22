import { parseArgs } from 'node:util'
import { tasks, type Task } from '../../common/tasks'
import startDisplay from '../app/display'
import { table } from '../bench/figures'
import { ProgressLines } from '../progress'
import { writeReport } from '../report'
import { runChaos, type ChaosLoad } from './chaos'
import { rowsOf } from './rows'

// `npm run chaos -- [--files 500] [--long-videos 3] [--worker-kills 50] [--app-kills 10] [--seed 1]
// [--task face]`: whether a batch loses or doubles anything when its workers and the whole app are
// killed at random moments, and whether it always goes on by itself.

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '500' },
    'long-videos': { type: 'string', default: '3' },
    'worker-kills': { type: 'string', default: '50' },
    'app-kills': { type: 'string', default: '10' },
    /** The same seed kills after the same shares of the work. */
    seed: { type: 'string', default: '1' },
    task: { type: 'string', default: 'face' },
  },
})
const load: ChaosLoad = {
  files: Number(values.files),
  longVideos: Number(values['long-videos']),
  workerKills: Number(values['worker-kills']),
  appKills: Number(values['app-kills']),
  seed: Number(values.seed),
  task: tasks.find((name): name is Task => name === values.task) ?? 'face',
}
const markColours = { worker: '#f0b060', app: '#d03030' }

const stopDisplay = await startDisplay()
try {
  const progress = new ProgressLines(`chaos through ${load.files} files`)
  const report = await runChaos(load, ({ done }) =>
    progress.at(done / load.files, `${done} files done`),
  )
  const marks = report.kills.map(({ what, atS }) => ({ x: atS, colour: markColours[what] }))
  const points = report.progress.map(({ atS, done }) => [atS, done] as const)
  const title = 'Files done; workers killed (yellow), app killed (red)'
  writeReport('chaos', report, [{ title, xLabel: 'seconds', yLabel: 'files', points, marks }])
  process.stdout.write(`${table(rowsOf(report))}\n`)
  if (!report.csv.isEqual) process.exitCode = 1
} finally {
  stopDisplay?.()
}
