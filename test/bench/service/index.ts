import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { countPhysicalCores } from '../../../main/physicalCores'
import { startServeProcess } from './serveProcess'
import { photoPaths } from '../../media'
import { tell } from '../../progress'
import { writeReport } from '../../report'
import { table } from '../figures'
import { runLoops } from '../loops'
import { memoryCurve, type MemoryCurve } from '../memoryCurve'
import { residentBytesOfAll } from '../residentBytes'
import { sample } from '../sample'
import { judged, megabytes, percent, told, type Row } from '../verdicts'
import { load, type LoadResult } from './load'

// `npm run bench:service -- [--seconds 60] [--connections 50] [--minutes 10]`: photos over HTTP, as many
// clients at a time, from a service that opens a model for each request and from ours, beside bare
// loops; then what memory ours takes under the same load for so many minutes.

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    connections: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '10' },
  },
})
const seconds = Number(values.seconds)
const connections = Number(values.connections)
const minutes = Number(values.minutes)
const workers = countPhysicalCores()

tell(`before: a landmarker for each request, ${connections} connections for ${seconds} s`)
const before = await measureBefore()
tell('the pool')
const pool = await measurePool()
tell('bare loops: the limit')
const loopsPerSecond = await measureLoops()
tell(`the pool's memory, for ${minutes} minutes`)
const memory = await measureMemory()

const gain = pool.answersPerSecond / before.answersPerSecond
const share = pool.answersPerSecond / loopsPerSecond
const mostP95Ms = (connections / pool.answersPerSecond) * 1.3 * 1000
const isClean = pool.errors === 0 && Object.keys(pool.statuses).every(isExpected)
const rows: Row[] = [
  told('before', answersText(before)),
  told('pool', answersText(pool)),
  told('bare loops', `${loopsPerSecond.toFixed(2)} photos/s`),
  judged('pool against before', `${gain.toFixed(2)} times`, '>= 4', gain >= 4),
  judged('pool against bare loops', share.toFixed(2), '>= 0.85', share >= 0.85),
  judged(
    'pool, p95',
    `${pool.p95Ms.toFixed(0)} ms`,
    `< ${mostP95Ms.toFixed(0)} ms`,
    pool.p95Ms < mostP95Ms,
  ),
  judged('pool, cores busy', `${(pool.busy * 100).toFixed(1)} %`, '> 95 %', pool.busy > 0.95),
  judged('pool, anything but 200 and 429', JSON.stringify(pool.statuses), 'none', isClean),
  judged(
    'pool, memory early and at the end',
    `${megabytes(memory.earlyBytes)} to ${megabytes(memory.lateBytes)} MB, ${percent(memory.growth)}`,
    '< 5 %',
    memory.growth < 0.05,
  ),
]
tell(table([['', 'measured', 'target', ''], ...rows]))
writeReport('service', { connections, workers, before, pool, loopsPerSecond, memory })

async function measureBefore(): Promise<LoadResult> {
  const child = fork(join(import.meta.dirname, 'before.ts'), {
    execArgv: ['--import', 'tsx'],
    silent: true,
  })
  child.stdout?.resume()
  child.stderr?.resume()
  const [port] = (await once(child, 'message')) as [number]
  const result = await load(`http://127.0.0.1:${port}/`, '', connections, seconds)
  child.kill('SIGKILL')
  return result
}

async function measurePool(): Promise<LoadResult> {
  await using service = await startWarm()
  return await load(service.url, service.token, connections, seconds)
}

/** Of the service and its workers together. */
async function measureMemory(): Promise<MemoryCurve> {
  await using service = await startWarm()
  const [samples] = await Promise.all([
    sample(() => Promise.resolve(residentBytesOfAll(service.processId)), 5000, minutes * 60_000),
    load(service.url, service.token, connections, minutes * 60),
  ])
  return memoryCurve(samples, minutes, (bytes) => bytes)
}

/** Every worker is warm before the clock starts. */
async function startWarm() {
  const service = await startServeProcess(workers)
  const url = `${service.address}/v1/detect`
  await load(url, service.token, workers, 3)
  return { ...service, url, [Symbol.asyncDispose]: () => service.stop() }
}

async function measureLoops(): Promise<number> {
  const rounds = Math.max(4, Math.round(seconds / 2))
  const paths = Array.from({ length: rounds }, () => photoPaths).flat()
  const results = await runLoops('reuse', 'hands', workers, paths)
  return results.reduce((sum, { files, seconds: taken }) => sum + files / taken, 0)
}

function isExpected(status: string): boolean {
  return status === '200' || status === '429'
}

function answersText({ answersPerSecond, medianMs, p95Ms }: LoadResult): string {
  const times = `median ${medianMs.toFixed(0)} ms, p95 ${p95Ms.toFixed(0)} ms`
  return `${answersPerSecond.toFixed(2)} answers/s, ${times}`
}
