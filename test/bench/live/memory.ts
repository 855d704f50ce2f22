import type { DelegateChoice } from '../../../common/live'
import type { Studio } from '../../app/studio'
import { memoryCurve, type MemoryCurve } from '../memoryCurve'
import { sample } from '../sample'
import { whileTracking } from './launchLive'
import { readNumbers } from './numbers'

export interface MemoryFigures {
  readonly minutes: number
  /** The page's process, tracker and all. */
  readonly page: MemoryCurve
  /** All processes; what they share counts for each. */
  readonly app: MemoryCurve
  /** At the end: a tracker that stopped would need no more memory. */
  readonly trackedPerSecond: number
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
      page: memoryCurve(samples, minutes, ({ pageBytes }) => pageBytes),
      app: memoryCurve(samples, minutes, ({ appBytes }) => appBytes),
    }
  })
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
