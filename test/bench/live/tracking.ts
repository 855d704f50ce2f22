import { median } from '../figures'
import { whileTracking, type LiveLoad } from './launchLive'
import { readNumbers, type MedianAndP95, type Numbers } from './numbers'
import { sample } from '../sample'

export interface TrackingFigures extends Numbers, PageFigures {
  readonly task: LiveLoad['task']
  readonly seconds: number
}

/** How smoothly the page runs. */
interface PageFigures {
  readonly animationFramesPerSecond: number
  /** Tasks of the page's main thread that took more than 50 ms. */
  readonly longTasks: number
  /** 0 if there was none. */
  readonly longestTaskMs: number
}

const sampleIntervalMs = 2000

/** Watches the page and its numbers while a task is tracked for some seconds. */
export function measureTracking(load: LiveLoad, seconds: number): Promise<TrackingFigures> {
  return whileTracking(load, async ({ page }) => {
    const before = await readNumbers(page)
    const [smoothness, samples] = await Promise.all([
      page.evaluate(watchPage, seconds * 1000),
      sample(() => readNumbers(page), Math.min(sampleIntervalMs, seconds * 1000), seconds * 1000),
    ])
    const after = await readNumbers(page)
    return {
      ...{ task: load.task, seconds, ...smoothness },
      ...typical(samples.map(({ value }) => value)),
      dropped: after.dropped - before.dropped,
      runsOn: after.runsOn,
    }
  })
}

function typical(numbers: readonly Numbers[]): Omit<Numbers, 'dropped' | 'runsOn'> {
  const middle = (pick: (each: Numbers) => number): number => median(numbers.map(pick))
  const both = (pick: (each: Numbers) => MedianAndP95): MedianAndP95 => ({
    median: middle((each) => pick(each).median),
    p95: middle((each) => pick(each).p95),
  })
  return {
    framesInPerSecond: middle(({ framesInPerSecond }) => framesInPerSecond),
    trackedPerSecond: middle(({ trackedPerSecond }) => trackedPerSecond),
    inferenceMs: both(({ inferenceMs }) => inferenceMs),
    latencyMs: both(({ latencyMs }) => latencyMs),
  }
}

/** Runs in the page, where a function of its own would lack what the compiler adds. */
async function watchPage(forMs: number): Promise<PageFigures> {
  const longTasksMs: number[] = []
  const observer = new PerformanceObserver((list) => {
    longTasksMs.push(...list.getEntries().map(({ duration }) => duration))
  })
  observer.observe({ type: 'longtask' })
  const startMs = performance.now()
  let animationFrames = 0
  while (performance.now() < startMs + forMs) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    animationFrames += 1
  }
  const seconds = (performance.now() - startMs) / 1000
  observer.disconnect()
  return {
    animationFramesPerSecond: animationFrames / seconds,
    longTasks: longTasksMs.length,
    longestTaskMs: Math.max(0, ...longTasksMs),
  }
}
