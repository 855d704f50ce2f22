import { app, Notification, type BrowserWindow } from 'electron'
import type { BatchStatus } from '../../common/batch'
import type { Translate } from '../../common/locales/messages'

/** Shows a batch's progress where the system shows that of a window: dock or taskbar. */
export function showProgress(window: BrowserWindow, { phase, progress }: BatchStatus): void {
  if (window.isDestroyed()) return
  const isWorking = phase === 'running' || phase === 'paused'
  window.setProgressBar(isWorking ? progress : -1, {
    mode: phase === 'paused' ? 'paused' : 'normal',
  })
}

/** Tells somebody who is looking elsewhere that the batch is finished. */
export function announceEnd(window: BrowserWindow, { counts }: BatchStatus, t: Translate): void {
  if (window.isDestroyed() || window.isFocused() || !Notification.isSupported()) return
  const { done: count, failed } = counts
  const notification = new Notification({
    title: t('dialogs.trackingFinished'),
    body:
      failed > 0
        ? t('dialogs.filesDoneFailed', { count, failed })
        : t('dialogs.filesDone', { count }),
  })
  notification.on('click', () => window.show())
  notification.show()
  if (process.platform === 'darwin') app.dock?.bounce('informational')
}
