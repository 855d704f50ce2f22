import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { AppBridge } from '../../preload/index'
import { Studio } from '../app/studio'
import type { Load, Run } from './variants'

export interface AppRun extends Run {
  /** How late main's event loop was through the batch, 99th percentile. */
  readonly mainLagMs: number
}

/** The same load through the real window: its workers are Electron's utility processes. */
export async function runApp({ task, workers, photos }: Load): Promise<AppRun> {
  const [folder = ''] = new Set(photos.map((path) => dirname(path)))
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}`)
  const studio = await Studio.launch()
  try {
    const { page } = studio
    await page.evaluate(changeSettings, { task, workers })
    await studio.drop(folder)
    await studio.phase('Ready to start')
    await watchLag(studio)
    const seconds = await page.evaluate(trackAll)
    const mainLagMs = await readLag(studio)
    return { files: photos.length, seconds, peakWorkerRssBytes: NaN, mainLagMs }
  } finally {
    await studio.close()
  }
}

/** Runs in the page. */
async function changeSettings(settings: Pick<Load, 'task' | 'workers'>): Promise<void> {
  const { app } = window as unknown as { app: AppBridge }
  await app.request('change-settings', settings)
}

/** Runs in the page, where a function of its own would lack what the compiler adds: starts the batch, answers the seconds from its first file to its last. */
async function trackAll(): Promise<number> {
  const { app } = window as unknown as { app: AppBridge }
  let firstMs: number | undefined
  app.on('jobs-changed', (changes) => {
    if (changes.some(({ state }) => state.kind === 'running')) firstMs ??= performance.now()
  })
  const finished = new Promise<number>((resolve) => {
    app.on('batch-changed', ({ phase }) => {
      if (phase === 'finished') resolve(performance.now())
    })
  })
  await app.request('start-batch', undefined)
  return ((await finished) - (firstMs ?? NaN)) / 1000
}

async function watchLag({ app }: Studio): Promise<void> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delay = monitorEventLoopDelay({ resolution: 10 })
    delay.enable()
    Object.assign(globalThis, { delay })
  })
}

async function readLag({ app }: Studio): Promise<number> {
  return app.evaluate(() => {
    const { delay } = globalThis as unknown as { delay: { percentile(p: number): number } }
    // The resolution itself is no lag.
    return delay.percentile(99) / 1e6 - 10
  })
}
