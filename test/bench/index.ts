import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { tasks, type Task } from '../../common/tasks'
import { countPhysicalCores } from '../../main/physicalCores'
import startDisplay from '../app/display'
import { makePhotoFolder } from '../app/folders'
import { tell } from '../progress'
import { writeReport } from '../report'
import { runApp } from './app'
import { measureCsvExport } from './csvExport'
import { median, table } from './figures'
import { measureStartUp } from './startUp'
import { runBareLoops, runPool, runWholePath, type Load, type Run } from './variants'

// `npm run bench -- [--task hands] [--photos 240] [--rounds 3] [--files 2000]`: every figure of the
// README's table, measured in one run on one machine.

const { values } = parseArgs({
  options: {
    task: { type: 'string', default: 'hands' },
    photos: { type: 'string', default: '240' },
    rounds: { type: 'string', default: '3' },
    /** Size of the batch through which main's event loop is watched. */
    files: { type: 'string', default: '2000' },
  },
})
const task = tasks.find((name): name is Task => name === values.task) ?? 'hands'
const rounds = Number(values.rounds)
const workers = countPhysicalCores()

/** Naive takes four times as long for each photo: fewer of them tell as much. */
const naiveShare = 4

const variants: Record<string, (load: Load) => Promise<Run>> = {
  'naive: a landmarker for each photo': (load) =>
    runBareLoops(
      { ...load, photos: load.photos.slice(0, load.photos.length / naiveShare) },
      'naive',
      1,
    ),
  'reuse: one process, one landmarker': (load) => runBareLoops(load, 'reuse', 1),
  pool: runPool,
  'whole path: search, pool, library': runWholePath,
  'bare loops: the limit': (load) => runBareLoops(load, 'reuse', load.workers),
  'the app: utility processes': runApp,
}

const stopDisplay = await startDisplay()
const report = {
  machine: { processor: cpus()[0]?.model, physicalCores: workers, node: process.version },
  throughput: await measureThroughput(),
  mainLag: await measureMainLag(),
  startUp: await repeat(measureStartUp),
  csvExport: await measureCsvExport(),
}
stopDisplay?.()
writeReport('bench', report)
print()

/** All variants in turn, round after round, so that a slow minute of the machine hits them all. */
async function measureThroughput() {
  const runs = new Map<string, Run[]>(Object.keys(variants).map((name) => [name, []]))
  const photos = photosOf(makePhotoFolder(Number(values.photos)))
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(variants)) {
      const result = await run({ task, workers, photos })
      tell(`round ${round} of ${rounds}: ${name}: ${result.seconds.toFixed(1)} s`)
      runs.get(name)?.push(result)
    }
  }
  return [...runs].map(([variant, ofVariant]) => ({
    variant,
    filesPerSecond: median(ofVariant.map(({ files, seconds }) => files / seconds)),
    peakWorkerMb: median(ofVariant.map(({ peakWorkerRssBytes }) => peakWorkerRssBytes / 1e6)),
    runs: ofVariant,
  }))
}

/** Face is the fastest task: the most messages a second for main. */
async function measureMainLag() {
  const files = Number(values.files)
  tell(`main's event loop through ${files} files`)
  const { mainLagMs } = await runApp({
    task: 'face',
    workers,
    photos: photosOf(makePhotoFolder(files)),
  })
  return { files, task: 'face', p99Ms: mainLagMs }
}

async function repeat<Figure>(measure: () => Promise<Figure>): Promise<Figure[]> {
  const figures: Figure[] = []
  for (let round = 0; round < rounds; round += 1) figures.push(await measure())
  return figures
}

function photosOf(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name))
}

function seconds(figures: readonly number[]): string {
  return `${median(figures).toFixed(2)} s`
}

function print(): void {
  const { throughput, mainLag, startUp, csvExport } = report
  const [naive, , , , limit] = throughput.map(({ filesPerSecond }) => filesPerSecond)
  const rows = throughput.map(({ variant, filesPerSecond, peakWorkerMb }) => [
    variant,
    filesPerSecond.toFixed(2),
    (filesPerSecond / (naive ?? NaN)).toFixed(2),
    (filesPerSecond / (limit ?? NaN)).toFixed(2),
    Number.isNaN(peakWorkerMb) ? '' : peakWorkerMb.toFixed(0),
  ])
  const head = [`${task}, ${workers} workers`, 'files/s', 'x naive', 'x limit', 'peak MB a worker']
  process.stdout.write(
    `${[
      table([head, ...rows]),
      '',
      `main's event loop lag through ${mainLag.files} files, p99: ${mainLag.p99Ms.toFixed(1)} ms`,
      `npm start to a usable window: ${seconds(startUp.map(({ usableSeconds }) => usableSeconds))}, ` +
        `library open: ${seconds(startUp.map(({ restoredSeconds }) => restoredSeconds))} (medians)`,
      `CSV export: ${Math.round(csvExport.rowsPerSecond).toLocaleString('en')} landmark rows/s`,
    ].join('\n')}\n`,
  )
}
