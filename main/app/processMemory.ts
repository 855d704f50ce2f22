import { app, type BrowserWindow } from 'electron'
import type { ProcessSample } from '../../common/telemetry'

/** What the process of a window's page takes, its Web Workers too, in bytes. */
export function readPageMemory({ webContents }: BrowserWindow): number {
  const metric = pageMetric(webContents.getOSProcessId())
  if (metric === undefined) throw new Error('The memory of the window is not known.')
  return metric.memory.workingSetSize * 1024
}

/** Main's own process and the page's; the page is left out while it has none. */
export function sampleOwnProcesses(window: BrowserWindow): ProcessSample[] {
  const { rss, heapUsed, external } = process.memoryUsage()
  const idle = { worker: null, filesSettled: null, file: null, fileAgeMs: null }
  const main: ProcessSample = {
    ...{ role: 'main', processId: process.pid, ...idle },
    ...{ rssBytes: rss, jsHeapBytes: heapUsed, externalBytes: external, wasmHeapBytes: null },
  }
  const metric = window.isDestroyed() ? undefined : pageMetric(window.webContents.getOSProcessId())
  if (metric === undefined) return [main]
  return [
    main,
    {
      ...{ role: 'page', processId: metric.pid, ...idle },
      rssBytes: metric.memory.workingSetSize * 1024,
      ...{ jsHeapBytes: null, externalBytes: null, wasmHeapBytes: null },
    },
  ]
}

function pageMetric(processId: number): Electron.ProcessMetric | undefined {
  return app.getAppMetrics().find(({ pid }) => pid === processId)
}
