import { app, BrowserWindow, dialog } from 'electron'
import { join } from 'node:path'
import { sentenceOf } from '../common/errors'
import { languageOf } from '../common/language'
import { inEnglish, translateSentence } from '../common/sentence'
import { closeSession, registerAppScheme, serveAppPage } from './app/appPage'
import { Desktop } from './app/desktop'
import { HandedOver } from './app/handedOver'
import { handleCalls } from './app/ipc'
import type { QuitQuestion } from './app/quitQuestion'
import type { Studio } from './app/studio'
import { createWindow, showPage, whenPageIsServed } from './app/window'
import { WindowPlaceStore } from './app/windowPlaceStore'
import { openLog } from './log'
import { createTranslate } from './translate'

const built = import.meta.dirname
const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources')

registerAppScheme()
// Every page is sandboxed, whatever its window asks for. Only set-ups for development, where root
// runs everything, start the app with --no-sandbox, and this call would undo half of that.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
let isQuitting = false
app.on('before-quit', () => (isQuitting = true))
const handedOver = HandedOver.begin()
if (handedOver === undefined) app.quit()
else
  void app
    .whenReady()
    .then(() => start(handedOver))
    .catch(failToStart)

async function start(handedOver: HandedOver): Promise<void> {
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

  const window = createWindow(
    join(built, '../preload/index.cjs'),
    new WindowPlaceStore(join(data, 'window.json')),
  )
  const desktop = new Desktop({
    ...{ window, handedOver },
    logFolder: join(data, 'logs'),
    noticesPath: join(resources, 'third-party-notices.txt'),
  })
  const showing = showPage(window)
  // Loading DuckDB, which the handlers need too, holds main up, and main serves the page: the page
  // comes first, and what it asks for is answered when the library is open.
  const opening = whenPageIsServed(window).then(async () => {
    const { openStudio } = await import('./app/openStudio')
    const studio = await openStudio({
      ...{ window, folders, log, translate: desktop.translate },
      onSettings: (settings) => desktop.takeSettings(settings),
      dataFolder: data,
      workerPath: join(built, 'landmarkWorker.js'),
      annotatorPath: join(built, 'annotationWorker.js'),
      samplePhoto: join(resources, 'sample/people.jpg'),
    })
    desktop.serve(studio)
    return studio
  })
  handleCalls(
    opening.then(async (studio) => {
      const { createHandlers } = await import('./app/handlers')
      return createHandlers(studio, desktop, app.getVersion())
    }),
    (event) => BrowserWindow.fromWebContents(event.sender),
    log,
  )
  quitCleanly(opening, desktop.quitQuestion)
  await Promise.all([showing, opening.then((studio) => goOn(studio, desktop))])
}

/** Goes on with what the last end has interrupted, then takes what was handed over. */
async function goOn(studio: Studio, desktop: Desktop): Promise<void> {
  await studio.recover()
  desktop.takeHandedOver()
}

/** Whatever ends the app, its workers end first and the library is closed. */
function quitCleanly(opening: Promise<Studio>, question: QuitQuestion): void {
  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    if (question.holdsBack()) return
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
  process.on('SIGTERM', () => question.quitNow())
  process.on('SIGINT', () => question.quitNow())
}

function failToStart(error: unknown): void {
  // Somebody who closes the window before its page is there has seen no failure.
  if (isQuitting) return
  const said = sentenceOf(error)
  // On a terminal as well: on a display in memory nobody sees the box.
  process.stderr.write(`Landmark Studio could not start: ${inEnglish(said)}\n`)
  // Which language somebody has chosen may be what cannot be read.
  const t = createTranslate(() => languageOf('system', app.getLocale()))
  dialog.showErrorBox(t('dialogs.couldNotStart'), translateSentence(said, t))
  app.exit(1)
}
