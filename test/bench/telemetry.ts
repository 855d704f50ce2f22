import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { cpus } from 'node:os'
import { workerEventSchema } from '../../common/workerProtocol'
import startDisplay from '../app/display'
import { Studio } from '../app/studio'
import { loadTask } from '../main/worker/landmarkers'
import { tell } from '../progress'
import { writeReport } from '../report'
import { table } from './figures'
import { judged, told, type Row } from './verdicts'

// `npm run bench:telemetry -- [--seconds 30]`: what the memory telemetry costs, as a share of all
// cores. Its parts are measured by themselves: they are smaller than the difference of two runs of
// the same batch.

const seconds = Number(process.argv[process.argv.indexOf('--seconds') + 1] ?? 30) || 30
const repetitions = 2000
const workers = cpus().length

const worker = await measureWorker()
const stopDisplay = await startDisplay()
const main = await measureMain()
const page = await measurePage()
stopDisplay?.()

const costMs = workers * (worker.readingMs + main.checkingMs) + main.samplingMs + page.drawingMs
const share = costMs / (1000 * workers)
const rows: Row[] = [
  told('a worker reads its memory, each', `${worker.readingMs.toFixed(3)} ms`),
  told('main checks what it tells, each', `${main.checkingMs.toFixed(3)} ms`),
  told('main reads its own and the page’s', `${main.samplingMs.toFixed(3)} ms`),
  told('the page draws the curves, in view', `${page.drawingMs.toFixed(1)} ms`),
  judged('all, each second, of all cores', `${(share * 100).toFixed(2)} %`, '< 1 %', share < 0.01),
]
tell(table([['', 'measured', 'target', ''], ...rows]))
writeReport('telemetry', { worker, main, page, share })

/** In a process that has loaded a model, as a worker has. */
async function measureWorker() {
  const landmarker = await loadTask('hands')
  const readingMs = timeOf(() => process.memoryUsage())
  landmarker.close()
  return { readingMs }
}

async function measureMain() {
  const vitals = { rssBytes: 3e8, wasmHeapBytes: 1e8, jsHeapBytes: 1e7, externalBytes: 1e8 }
  const checkingMs = timeOf(() => workerEventSchema.parse({ kind: 'vitals', vitals }))
  const studio = await Studio.launch()
  const samplingMs = await studio.app.evaluate(({ app }, count) => {
    const startMs = performance.now()
    for (let index = 0; index < count; index += 1) {
      process.memoryUsage()
      app.getAppMetrics()
    }
    return (performance.now() - startMs) / count
  }, repetitions)
  await studio.quit()
  return { checkingMs, samplingMs }
}

/** What the page's process takes each second while nothing else goes on, with the curves in view. */
async function measurePage() {
  const studio = await Studio.launch()
  const processId = await studio.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
  )
  await studio.page.getByRole('navigation').getByRole('button', { name: 'Telemetry' }).click()
  const drawingMs = await cpuMsPerSecond(processId)
  await studio.quit()
  return { drawingMs }
}

async function cpuMsPerSecond(processId: number): Promise<number> {
  await setTimeout(2000)
  const [startMs, before] = [performance.now(), cpuMs(processId)]
  await setTimeout(seconds * 1000)
  return (1000 * (cpuMs(processId) - before)) / (performance.now() - startMs)
}

/** Processor time of a process so far, user and system, by Linux's clock of 100 ticks a second. */
function cpuMs(processId: number): number {
  const fields = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function timeOf(run: () => unknown): number {
  const startMs = performance.now()
  for (let index = 0; index < repetitions; index += 1) run()
  return (performance.now() - startMs) / repetitions
}
