import { app, BrowserWindow, dialog } from 'electron'
import { join } from 'node:path'
import { closeSession, registerAppScheme, serveAppPage } from './app/appPage'
import { createHandlers } from './app/handlers'
import { handleCalls } from './app/ipc'
import type { Studio } from './app/studio'
import { createWindow, showPage, whenPageIsServed } from './app/window'
import { openLog } from './log'

const built = import.meta.dirname
const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources')

registerAppScheme()
// Every page is sandboxed, whatever its window asks for. Only set-ups for development, where root
// runs everything, start the app with --no-sandbox, and this call would undo half of that.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
let isQuitting = false
app.on('before-quit', () => (isQuitting = true))
if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(failToStart)
else app.quit()

async function start(): Promise<void> {
  const data = app.getPath('userData')
  const log = openLog(join(data, 'logs', 'main.log'))
  closeSession((url) => log(`A request was refused: ${url}`))
  const folders = {
    page: join(built, '../renderer'),
    wasm: join(resources, 'wasm'),
    models: { builtIn: join(resources, 'models'), own: join(data, 'models') },
  }
  serveAppPage(folders, {
    thumbnail: async (id) => (await opening).library.entries.thumbnail(id),
    path: async (id) => (await opening).library.entries.path(id),
  })

  const window = createWindow(join(built, '../preload/index.cjs'))
  const showing = showPage(window)
  // Loading DuckDB holds main up, and main serves the page: the page comes first, and what it asks
  // for is answered when the library is open.
  const opening = whenPageIsServed(window).then(async () => {
    const { openStudio } = await import('./app/openStudio')
    return openStudio({
      ...{ window, folders, log },
      dataFolder: data,
      workerPath: join(built, 'landmarkWorker.js'),
      annotatorPath: join(built, 'annotationWorker.js'),
      samplePhoto: join(resources, 'sample/people.jpg'),
    })
  })
  handleCalls(
    opening.then((studio) => createHandlers(studio, app.getVersion())),
    (event) => BrowserWindow.fromWebContents(event.sender),
    log,
  )
  quitCleanly(opening)
  app.on('second-instance', () => window.focus())
  await Promise.all([showing, opening.then((studio) => studio.recover())])
}

/** Whatever ends the app, its workers end first and the library is closed. */
function quitCleanly(opening: Promise<Studio>): void {
  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    const closing = opening.then((studio) => studio.close())
    // A studio that could not be opened has nothing to close.
    void closing
      .catch(() => undefined)
      .finally(() => {
        isClosed = true
        app.quit()
      })
  })
  app.on('window-all-closed', () => app.quit())
  process.on('SIGTERM', () => app.quit())
  process.on('SIGINT', () => app.quit())
}

function failToStart(error: unknown): void {
  // Somebody who closes the window before its page is there has seen no failure.
  if (isQuitting) return
  const { message } = error as Error
  // On a terminal as well: on a display in memory nobody sees the box.
  process.stderr.write(`Landmark Studio could not start: ${message}\n`)
  dialog.showErrorBox('Landmark Studio could not start', message)
  app.exit(1)
}
