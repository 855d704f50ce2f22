import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import type { Landmarker } from '../../common/landmarker'
import { tasks, type Task } from '../../common/tasks'
import { loadTask, readPhoto } from '../main/worker/landmarkers'
import { tell } from '../progress'
import { writeReport } from '../report'
import { table } from './figures'

// `npm run bench:leaks -- [--tasks hands,face]`: how much memory MediaPipe does not give back, in a
// process of its own for each measurement: with each image, with each video that is begun (its graph
// is built anew), and with each landmarker that is closed.

const parts = ['image', 'video', 'close'] as const
type Part = (typeof parts)[number]

/** How often each is done before the first reading, and from there to the last. */
const times: Readonly<Record<Part, readonly [warmUp: number, measured: number]>> = {
  image: [200, 600],
  video: [20, 80],
  close: [10, 40],
}

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: tasks.join() },
    /** Set in the processes that measure. */
    part: { type: 'string' },
  },
})
const chosen = tasks.filter((task) => values.tasks.split(',').includes(task))
const part = parts.find((name) => name === values.part)

if (part) process.stdout.write(`\n${await measure(part, chosen[0]!)}`)
else report()

function report(): void {
  const rows: string[][] = [['kB not given back', ...parts.map((name) => `with each ${name}`)]]
  for (const task of chosen) {
    const figures = parts.map((name) => {
      const own = ['--expose-gc', '--import', 'tsx', 'test/bench/leaks.ts']
      const output = execFileSync(process.execPath, [...own, '--tasks', task, '--part', name], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      return (Number(output.toString().split('\n').at(-1)) / 1000).toFixed(1)
    })
    tell(`${task}: ${figures.join(', ')}`)
    rows.push([task, ...figures])
  }
  tell(table(rows))
  writeReport('leaks', { rows })
}

/** Bytes of resident memory that each repetition adds, between the first reading and the last. */
async function measure(name: Part, task: Task): Promise<number> {
  const repeat = await createRepetition(name, task)
  const [warmUp, measured] = times[name]
  for (let index = 0; index < warmUp; index += 1) await repeat()
  const before = settledRssBytes()
  for (let index = 0; index < measured; index += 1) await repeat()
  return (settledRssBytes() - before) / measured
}

async function createRepetition(name: Part, task: Task): Promise<() => Promise<void> | void> {
  const photo = await readPhoto(4, 640)
  const detect = (landmarker: Landmarker, timestampUs = 0) => landmarker.detect(photo, timestampUs)
  if (name === 'close') {
    return async () => {
      const landmarker = await loadTask(task)
      detect(landmarker)
      landmarker.close()
    }
  }
  const landmarker = await loadTask(task)
  if (name === 'image') return () => void detect(landmarker)
  return async () => {
    await landmarker.startSource('video')
    detect(landmarker)
    detect(landmarker, 33_000)
  }
}

function settledRssBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage.rss()
}
