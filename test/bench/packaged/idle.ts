import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { makeFolder } from '../../app/folders'

/** What an app takes that nobody uses, with all its processes. */
export interface Idle {
  /** Proportional set size: a page that several processes share counts once. */
  readonly pssBytes: number
  /** Share of one core. */
  readonly cpuShare: number
  readonly processes: number
}

/** An app that has just started still looks for its fonts, and Chromium for its caches. */
const settleMs = 20_000

/** Starts the app with a data folder of its own, lets it come to rest and watches it. */
export async function measureIdle(
  [command, ...args]: readonly [string, ...string[]],
  watchedMs: number,
): Promise<Idle> {
  const data = `--user-data-dir=${makeFolder('studio-data')}`
  const app = spawn(command, [...args, data], { stdio: 'ignore' })
  try {
    await setTimeout(settleMs)
    const processIds = processTree(app.pid!)
    const [startMs, before] = [performance.now(), sum(processIds, cpuMs)]
    await setTimeout(watchedMs)
    const cpuShare = (sum(processIds, cpuMs) - before) / (performance.now() - startMs)
    return { pssBytes: sum(processIds, pssBytes), cpuShare, processes: processIds.length }
  } finally {
    const ended = once(app, 'exit')
    app.kill()
    await ended
  }
}

function sum(processIds: readonly number[], figureOf: (processId: number) => number): number {
  return processIds.reduce((total, processId) => total + figureOf(processId), 0)
}

/** A process and all that it and they have started. */
function processTree(processId: number): number[] {
  const children = readdirSync('/proc')
    .map(Number)
    .filter((each) => each > 0 && parentOf(each) === processId)
  return [processId, ...children.flatMap(processTree)]
}

/** Undefined for a process that has ended meanwhile. */
function parentOf(processId: number): number | undefined {
  try {
    return Number(statOf(processId)[1])
  } catch {
    return undefined
  }
}

/** Processor time so far, user and system, by Linux's clock of 100 ticks a second. */
function cpuMs(processId: number): number {
  const fields = statOf(processId)
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** What follows the name, which may contain spaces. */
function statOf(processId: number): string[] {
  return readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
}

function pssBytes(processId: number): number {
  const rollup = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]) * 1024
}
