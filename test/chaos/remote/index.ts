import { parseArgs } from 'node:util'
import { table } from '../../bench/figures'
import { judged, told } from '../../bench/verdicts'
import { ProgressLines } from '../../progress'
import { whyNoRedis } from '../../redisServer'
import { writeReport } from '../../report'
import { killWorkers } from './killWorkers'

// `npm run chaos:remote -- [--files 10000] [--kills 20]`: whether a batch on other machines loses or
// doubles anything when their worker programs are killed.

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
  },
})
const [files, kills] = [Number(values.files), Number(values.kills)]
const missing = whyNoRedis()
if (missing !== null) throw new Error(missing)
const progress = new ProgressLines(`${files} jobs, ${kills} killed workers`)
const onDone = (done: number): void => progress.at(done / files, `${done} done`)
const report = await killWorkers({ files, kills, onDone })
const rows = [
  told('workers killed', String(report.kills)),
  judged('jobs done', String(report.done), String(files), report.done === files),
  judged('jobs failed', String(report.failed), '0', report.failed === 0),
  judged('results that count just once', String(report.once), String(files), report.once === files),
  told('time', `${report.seconds.toFixed(0)} s`),
]
process.stdout.write(`${table([['', 'measured', 'target', ''], ...rows])}\n`)
writeReport('remote-chaos', report)
