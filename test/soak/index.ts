import { parseArgs } from 'node:util'
import { tasks, type Task } from '../../common/tasks'
import { table } from '../bench/figures'
import { megabytes } from '../bench/verdicts'
import type { Chart } from '../chart'
import { ProgressLines, tell } from '../progress'
import { writeReport } from '../report'
import { soakCycles } from './cycles'
import { measureEndurance } from './endurance'
import { soakImages, type ImagesLoad, type Sample, type Watch } from './images'
import { rowsOf, type Part } from './rows'

// `npm run soak -- [--task hands] [--images 20000] [--minutes 60 --rate 2] [--cycles 200]`: whether
// a worker that goes on for hours needs more and more memory or time, or leaves an image out. The
// parts that are named are run; if none is, all of them are. Ctrl-C ends it and tells what was
// measured until then. `--task holistic --images 3000` is the same proof for whole people.

const { values } = parseArgs({
  options: {
    task: { type: 'string', default: 'hands' },
    /** Images as fast as the worker can. */
    images: { type: 'string' },
    /** Images at a rate, for so long. */
    minutes: { type: 'string' },
    /** Images a second; 0 is as fast as the worker can. */
    rate: { type: 'string', default: '2' },
    /** Workers that are opened, given one image and ended. */
    cycles: { type: 'string' },
  },
})
const isWhole = [values.images, values.minutes, values.cycles].every((part) => part === undefined)
const task = tasks.find((name): name is Task => name === values.task) ?? 'hands'
const images = Number(values.images ?? (isWhole ? 20_000 : 0))
const minutes = Number(values.minutes ?? (isWhole ? 60 : 0))
const cycles = Number(values.cycles ?? (isWhole ? 200 : 0))
const rate = Number(values.rate)

interface MeasuredPart extends Part {
  readonly samples: readonly Sample[]
}

const interruption = new AbortController()
process.once('SIGINT', () => {
  tell('Interrupted: what was measured is written.')
  interruption.abort()
})
const parts: MeasuredPart[] = []
if (images > 0) await addImages('as fast as it can', { images, imagesPerSecond: 0 })
if (minutes > 0) {
  const seconds = minutes * 60
  const atRate = { seconds, imagesPerSecond: rate, images: Math.floor(rate * seconds) }
  if (rate > 0) await addImages(`${rate} images a second`, atRate)
  else await addImages(`${minutes} min as fast as it can`, { seconds })
}
if (cycles > 0) await addCycles()
if (parts.length === 0) tell('Nothing was measured.')
else report()

async function addImages(name: string, load: Partial<ImagesLoad>): Promise<void> {
  if (interruption.signal.aborted) return
  const asked = load.images ?? Infinity
  const title = `${task}, ${name}`
  const samples = await soakImages(
    { task, images: Infinity, seconds: Infinity, imagesPerSecond: 0, ...load },
    watch(title, 'images'),
  )
  const endurance = measureEndurance(samples, Math.min(500, Math.floor(samples.length / 4)))
  parts.push({ name: title, asked, unit: 'images', endurance, processIdsLeft: [], samples })
}

async function addCycles(): Promise<void> {
  if (interruption.signal.aborted) return
  const title = `${task}, open and close`
  const { samples, processIdsLeft } = await soakCycles(task, cycles, watch(title, 'cycles'))
  const endurance = measureEndurance(samples, Math.floor(samples.length / 10))
  parts.push({ name: title, asked: cycles, unit: 'cycles', endurance, processIdsLeft, samples })
}

function watch(title: string, unit: Part['unit']): Watch {
  const progress = new ProgressLines(title)
  return {
    signal: interruption.signal,
    onSample: (share, samples) => {
      const memory = megabytes(samples.at(-1)?.heldBytes ?? NaN)
      progress.at(share, `${samples.length} ${unit}, ${memory} MB`)
    },
  }
}

function report(): void {
  const wasInterrupted = interruption.signal.aborted
  const figures = parts.map(({ samples, ...part }) => ({ ...part, samples: thinned(samples) }))
  writeReport('soak', { task, wasInterrupted, parts: figures }, parts.map(chartOf))
  process.stdout.write(`${table(rowsOf(parts))}\n`)
}

function chartOf({ name, unit, samples }: MeasuredPart): Chart {
  const points = samples.map(({ heldBytes }, index) => [index + 1, heldBytes / 1e6] as const)
  return { title: name, xLabel: unit, yLabel: 'memory, MB', points }
}

/** Enough of them to draw the curve again. */
function thinned(samples: readonly Sample[]): Sample[] {
  const step = Math.ceil(samples.length / 1000)
  return samples.filter((_, index) => index % step === 0)
}
