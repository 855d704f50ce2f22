import { once } from 'node:events'
import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import { pageUrl } from './appPage'

/** Makes the studio's window, without its page: `showPage` follows when main can answer it. */
export function createWindow(preloadPath: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Landmark Studio',
    autoHideMenuBar: true,
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
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu()))
  return window
}

/** Loads the page; the window shows itself when it can be painted. */
export async function showPage(window: BrowserWindow): Promise<void> {
  window.once('ready-to-show', () => window.show())
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

/** Electron's own menu would lead to its web pages, and reload the page in the middle of a batch. */
function menu(): MenuItemConstructorOptions[] {
  const developer: MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ role: 'toggleDevTools' }]
  return [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...developer,
      ],
    },
    { role: 'windowMenu' },
  ]
}
