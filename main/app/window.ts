import { once } from 'node:events'
import { BrowserWindow, nativeTheme } from 'electron'
import icon from '../../build/icons/256x256.png?asset'
import { pageUrl } from './appPage'
import type { WindowPlaceStore } from './windowPlaceStore'

/** The page's own, which shows at the edges of a window that is being made larger. */
const backgrounds = { light: '#f3f4f6', dark: '#14161a' }

/** Makes the studio's window, without its page: `showPage` follows when main can answer it. */
export function createWindow(preloadPath: string, place: WindowPlaceStore): BrowserWindow {
  const window = new BrowserWindow({
    ...place.bounds(),
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Landmark Studio',
    icon,
    backgroundColor: backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  keepOnPage(window)
  place.follow(window)
  window.once('ready-to-show', () => (place.isMaximized ? window.maximize() : window.show()))
  return window
}

/** Loads the page; the window shows itself when it can be painted. */
export async function showPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(pageUrl).catch((error: unknown) => {
    if (!window.isDestroyed()) throw error
  })
}

/** Resolves when the page has fetched its first files, or never will. */
export async function whenPageIsServed({ webContents }: BrowserWindow): Promise<void> {
  const end = new AbortController()
  const events = ['dom-ready', 'did-fail-load', 'destroyed']
  await Promise.race(events.map((event) => once(webContents, event, { signal: end.signal })))
  end.abort()
}

/** The window shows the app's page for as long as it lives: no navigation, no second window. */
function keepOnPage({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.on('will-frame-navigate', (event) => {
    const isReload = event.isMainFrame && event.url === webContents.getURL()
    if (!isReload) event.preventDefault()
  })
}
