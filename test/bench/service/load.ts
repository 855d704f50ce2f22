import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import { readFile } from 'node:fs/promises'
import { photoPaths } from '../../media'
import { median, percentile } from '../figures'

export interface LoadResult {
  readonly answers: number
  readonly seconds: number
  readonly answersPerSecond: number
  readonly medianMs: number
  readonly p95Ms: number
  /** How many answers had each HTTP status. */
  readonly statuses: Readonly<Record<number, number>>
  /** Connections that broke, and requests that had no answer in time. */
  readonly errors: number
  /** Share of all cores that were busy meanwhile. */
  readonly busy: number
}

const longestWaitS = 600

/** Asks for the landmarks of the test photos over and over, on so many connections at a time. */
export async function load(
  url: string,
  token: string,
  connections: number,
  seconds: number,
): Promise<LoadResult> {
  const photos = await Promise.all(photoPaths.map((path) => readFile(path)))
  const times: number[] = []
  const statuses: Record<number, number> = {}
  const before = readCpuTimes()
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        ...{ url, connections, duration: seconds, timeout: longestWaitS, method: 'POST' },
        requests: photos.map((body) => ({ body })),
        headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
      },
      (error: Error | null, ended) => (error ? reject(error) : resolve(ended)),
    )
    instance.on('response', (_client, status, _bytes, responseMs) => {
      statuses[status] = (statuses[status] ?? 0) + 1
      if (status === 200) times.push(responseMs)
    })
  })
  const after = readCpuTimes()
  return {
    ...{ answers: times.length, seconds: result.duration, statuses },
    answersPerSecond: times.length / result.duration,
    medianMs: median(times),
    p95Ms: percentile(times, 0.95),
    errors: result.errors + result.timeouts,
    busy: (after.busy - before.busy) / (after.all - before.all),
  }
}

function readCpuTimes(): { readonly busy: number; readonly all: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  const times = line.trim().split(/\s+/).slice(1, 9).map(Number)
  const all = times.reduce((sum, time) => sum + time, 0)
  const [idle = 0, waiting = 0] = times.slice(3, 5)
  return { all, busy: all - idle - waiting }
}
