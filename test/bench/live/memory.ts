import type { DelegateChoice } from '../../../common/live'
import type { Studio } from '../../app/studio'
import { whileTracking } from './launchLive'
import { readNumbers } from './numbers'
import { sample, type Sample } from './sample'

export interface MemoryFigures {
  readonly minutes: number
  /** The page's process, tracker and all. */
  readonly page: MemoryCurve
  /** All processes; what they share counts for each. */
  readonly app: MemoryCurve
  /** At the end: a tracker that stopped would need no more memory. */
  readonly trackedPerSecond: number
}

export interface MemoryCurve {
  readonly minBytes: number
  readonly maxBytes: number
  readonly earlyBytes: number
  readonly lateBytes: number
  /** From early to late, in parts of early. */
  readonly growth: number
  readonly samples: readonly { readonly atS: number; readonly bytes: number }[]
}

interface Memory {
  readonly pageBytes: number
  readonly appBytes: number
}

const sampleIntervalMs = 10_000

/** Watches what memory the app takes while hands are tracked. */
export function measureMemory(delegate: DelegateChoice, minutes: number): Promise<MemoryFigures> {
  return whileTracking({ task: 'hands', delegate }, async (studio) => {
    const samples = await sample(() => readMemory(studio), sampleIntervalMs, minutes * 60_000)
    const { trackedPerSecond } = await readNumbers(studio.page)
    return {
      ...{ minutes, trackedPerSecond },
      page: curve(samples, minutes, ({ pageBytes }) => pageBytes),
      app: curve(samples, minutes, ({ appBytes }) => appBytes),
    }
  })
}

/** Compares minutes 2 to 4 with the last two minutes; of a short run, its second and last quarter. */
function curve(
  samples: readonly Sample<Memory>[],
  minutes: number,
  pick: (memory: Memory) => number,
): MemoryCurve {
  const points = samples.map(({ atMs, value }) => ({ atS: atMs / 1000, bytes: pick(value) }))
  const spanS = Math.min(2, minutes / 4) * 60
  const meanOf = (fromS: number, toS: number): number =>
    mean(points.filter(({ atS }) => atS >= fromS && atS < toS).map(({ bytes }) => bytes))
  const earlyBytes = meanOf(spanS, 2 * spanS)
  const lateBytes = meanOf(minutes * 60 - spanS, Infinity)
  const all = points.map(({ bytes }) => bytes)
  return {
    ...{ minBytes: Math.min(...all), maxBytes: Math.max(...all), earlyBytes, lateBytes },
    growth: lateBytes / earlyBytes - 1,
    samples: points,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function readMemory({ app }: Studio): Promise<Memory> {
  return app.evaluate(({ app: electron, BrowserWindow }) => {
    const pageProcess = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
    const memory = { pageBytes: 0, appBytes: 0 }
    for (const metric of electron.getAppMetrics()) {
      const bytes = metric.memory.workingSetSize * 1024
      memory.appBytes += bytes
      if (metric.pid === pageProcess) memory.pageBytes = bytes
    }
    return memory
  })
}
