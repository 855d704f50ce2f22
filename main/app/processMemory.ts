import { app, type BrowserWindow } from 'electron'
import type { ProcessSample } from '../../common/telemetry'

/** Works on no file, and tells nothing of its memory but its size. */
const plain = {
  ...{ worker: null, filesSettled: null, file: null, fileAgeMs: null },
  ...{ wasmHeapBytes: null, jsHeapBytes: null, externalBytes: null },
}

/** Main's own process and the page's, Web Workers and all; the page is left out while it has none. */
export function sampleOwnProcesses(window: BrowserWindow): ProcessSample[] {
  const { rss, heapUsed, external } = process.memoryUsage()
  const main: ProcessSample = {
    ...{ ...plain, role: 'main', processId: process.pid },
    ...{ rssBytes: rss, jsHeapBytes: heapUsed, externalBytes: external },
  }
  if (window.isDestroyed()) return [main]
  const processId = window.webContents.getOSProcessId()
  const metric = app.getAppMetrics().find(({ pid }) => pid === processId)
  if (metric === undefined) return [main]
  const rssBytes = metric.memory.workingSetSize * 1024
  return [main, { ...plain, role: 'page', processId, rssBytes }]
}
