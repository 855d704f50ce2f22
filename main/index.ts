import { app, BrowserWindow, dialog } from 'electron'
import { join } from 'node:path'
import { closeSession, registerAppScheme, serveAppPage } from './app/appPage'
import { createHandlers } from './app/handlers'
import { handleCalls, sendPort } from './app/ipc'
import { openRecordingPort } from './app/recordingPorts'
import { SettingsStore } from './app/settings'
import { Studio } from './app/studio'
import { createWindow, showPage } from './app/window'
import { Library } from './library/library'
import { openLog } from './log'
import { createUtilityHost } from './pool/utilityHost'
import { Recordings } from './recording/recordings'

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
  const wasmFolder = join(resources, 'wasm')
  const modelFolders = { builtIn: join(resources, 'models'), own: join(data, 'models') }
  serveAppPage({ page: join(built, '../renderer'), wasm: wasmFolder, models: modelFolders })

  const opening = Library.open(join(data, 'library.duckdb'))
  const window = createWindow(join(built, '../preload/index.cjs'))
  const library = await opening
  const appVersion = app.getVersion()
  const recordings = new Recordings({
    ...{ library, modelFolders, appVersion, log },
    videoFolder: join(data, 'recordings'),
    openPort: (channel) => openRecordingPort(window, channel),
  })
  const studio = new Studio({
    window,
    library,
    recordings,
    settings: new SettingsStore(),
    startWorker: createUtilityHost(
      join(built, 'landmarkWorker.js'),
      (port) => sendPort(window, 'preview-port', port),
      log,
    ),
    modelFolders,
    wasmFolder,
    appVersion,
    log,
  })
  handleCalls(
    createHandlers(studio, appVersion),
    (event) => BrowserWindow.fromWebContents(event.sender),
    log,
  )
  quitCleanly(studio)
  app.on('second-instance', () => window.focus())
  await showPage(window)
}

/** Whatever ends the app, its workers end first and the library is closed. */
function quitCleanly(studio: Studio): void {
  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void studio.close().finally(() => {
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
