import { app, Notification, type BrowserWindow } from 'electron'
import type { BatchStatus } from '../../common/batch'

/** Shows a batch's progress where the system shows that of a window: dock or taskbar. */
export function showProgress(window: BrowserWindow, { phase, progress }: BatchStatus): void {
  if (window.isDestroyed()) return
  const isWorking = phase === 'running' || phase === 'paused'
  window.setProgressBar(isWorking ? progress : -1, {
    mode: phase === 'paused' ? 'paused' : 'normal',
  })
}

/** Tells somebody who is looking elsewhere that the batch is finished. */
export function announceEnd(window: BrowserWindow, { counts }: BatchStatus): void {
  if (window.isDestroyed() || window.isFocused() || !Notification.isSupported()) return
  const failed = counts.failed > 0 ? `, ${counts.failed} failed` : ''
  const notification = new Notification({
    title: 'Tracking finished',
    body: `${counts.done} files done${failed}.`,
  })
  notification.on('click', () => window.show())
  notification.show()
  if (process.platform === 'darwin') app.dock?.bounce('informational')
}
