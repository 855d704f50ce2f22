import { app, type BrowserWindow } from 'electron'

/** What the process of a window's page takes, its Web Workers too, in bytes. */
export function readPageMemory({ webContents }: BrowserWindow): number {
  const processId = webContents.getOSProcessId()
  const metric = app.getAppMetrics().find(({ pid }) => pid === processId)
  if (metric === undefined) throw new Error('The memory of the window is not known.')
  return metric.memory.workingSetSize * 1024
}
