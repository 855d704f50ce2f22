import { app, Notification, type BrowserWindow } from 'electron'
import icon from '../../build/icons/256x256.png?asset'
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
  if (window.isDestroyed() || window.isFocused()) return
  markUntilSeen(window)
  if (!Notification.isSupported()) return
  const { done: count, failed } = counts
  const body =
    failed > 0 ? t('dialogs.filesDoneFailed', { count, failed }) : t('dialogs.filesDone', { count })
  const notification = new Notification({ title: t('dialogs.trackingFinished'), body, icon })
  notification.on('click', () => bringToFront(window))
  notification.show()
}

/** Shows a window to somebody who asked for it, wherever it was put away. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** The icon of the window says that there is something new, until somebody looks. */
function markUntilSeen(window: BrowserWindow): void {
  app.setBadgeCount(1)
  window.flashFrame(true)
  if (process.platform === 'darwin') app.dock?.bounce('informational')
  window.once('focus', () => {
    app.setBadgeCount(0)
    window.flashFrame(false)
  })
}
