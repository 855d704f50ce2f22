import { app, type BrowserWindow } from 'electron'
import type { ProcessSample } from '../../common/telemetry'
import { plainSample, sampleOwnProcess } from '../telemetry/ownProcess'

/** Main's own process and the page's, Web Workers and all; the page is left out while it has none. */
export function sampleOwnProcesses(window: BrowserWindow): ProcessSample[] {
  const main = sampleOwnProcess()
  if (window.isDestroyed()) return [main]
  const processId = window.webContents.getOSProcessId()
  const metric = app.getAppMetrics().find(({ pid }) => pid === processId)
  if (metric === undefined) return [main]
  const rssBytes = metric.memory.workingSetSize * 1024
  return [main, { ...plainSample, role: 'page', processId, rssBytes }]
}
