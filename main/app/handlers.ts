import { shell } from 'electron'
import { safeFileName } from '../recording/recordingNames'
import { ReviewReader } from '../review/reviewReader'
import { chooseExportPath, chooseFiles, chooseFolders, chooseSavePath } from './dialogs'
import type { Desktop } from './desktop'
import type { Handlers } from './ipc'
import type { Studio } from './studio'

/** What each call of the contract does: one line per channel. */
export function createHandlers(studio: Studio, desktop: Desktop, version: string): Handlers {
  const add = (paths: readonly string[]): boolean => {
    if (paths.length > 0) desktop.addPaths(paths)
    return paths.length > 0
  }
  const { library, recordings } = studio
  const { translate: t } = desktop
  const review = new ReviewReader(library)
  return {
    'get-settings': () => studio.settings(),
    'change-settings': (changes) => studio.changeSettings(changes),
    'get-app-info': () => ({
      version,
      automaticWorkers: studio.automaticWorkers,
      platform: process.platform,
    }),
    'offer-in-menu': (orders) => desktop.offerInMenu(orders),
    'get-telemetry': () => studio.telemetry.history(),
    'get-memory-limits': () => studio.activeLimits(),
    'export-telemetry': async (_none, window) => {
      const path = await chooseSavePath(window, t, 'telemetry.csv')
      return path === undefined
        ? null
        : studio.exports.writeTelemetry(studio.telemetry.samples(), path)
    },
    'start-calibration': () => studio.calibrate(),
    'stop-calibration': () => studio.stopCalibration(),
    'get-remote-status': () => studio.remote.status,
    'get-service-status': () => studio.service.status,
    'get-watches': () => studio.watches.statuses(),
    'watch-folders': async (_none, window) =>
      studio.watchedFolders.add(await chooseFolders(window, t('dialogs.watchFolder'))),
    'set-watching': ({ folder, isOn }) => studio.watchedFolders.change(folder, { isOn }),
    'forget-watch': (folder) => studio.watchedFolders.forget(folder),
    'place-watch-results': async ({ folder, place }, window) => {
      if (place === 'beside') return studio.watchedFolders.change(folder, { resultsFolder: null })
      const [resultsFolder] = await chooseFolders(window, t('dialogs.placeResults'))
      return studio.watchedFolders.change(
        folder,
        resultsFolder === undefined ? {} : { resultsFolder },
      )
    },
    'allow-folders': async (_none, window) =>
      studio.allowFolders(await chooseFolders(window, t('dialogs.allowFolder'))),
    'try-service': async () => {
      const url = studio.servicePage()
      if (url !== undefined) await shell.openExternal(url)
    },
    'get-model': (options) => studio.findModel(options),
    'get-batch': () => studio.batch.snapshot(),
    'choose-files': async (_none, window) => add(await chooseFiles(window, t)),
    'choose-folder': async (_none, window) =>
      add(await chooseFolders(window, t('dialogs.addFolder'))),
    'add-sample': () => studio.addSample(),
    'add-paths': (paths) => void add(paths),
    'start-batch': () => studio.startBatch(),
    'pause-batch': () => studio.batch.pause(),
    'resume-batch': () => studio.batch.resume(),
    'cancel-batch': () => studio.batch.cancel(),
    'retry-batch': () => studio.retryBatch(),
    'close-batch': () => studio.closeBatch(),
    'list-batches': () => studio.listBatches(),
    'open-batch': (id) => studio.openBatch(id),
    'list-entries': ({ olderThan }) => library.entries.list(olderThan),
    'get-flaws': async (id) => (await library.qualities.read([id])).get(id)?.flaws ?? null,
    'annotate-entry': ({ id, ...notes }) => library.entries.annotate(id, notes),
    'trash-entries': ({ ids, isTrashed }) =>
      library.entries.setTrashed(ids, isTrashed ? new Date().toISOString() : null),
    'delete-entries': async (ids) => {
      for (const path of await studio.deleteEntries(ids)) await shell.trashItem(path)
    },
    'show-entry-file': async (id) => {
      const { path } = await library.entries.read(id)
      if (path !== null) shell.showItemInFolder(path)
    },
    'track-entries-again': (ids) => studio.trackAgain(ids),
    'export-landmarks': async ({ jobIds, options }, window) => {
      const path = await chooseExportPath(window, t, 'landmarks', options.format)
      if (path === undefined) return null
      return studio.exports.writeLandmarks(studio.jobsOnScreen(jobIds), options, path)
    },
    'cancel-export': () => studio.exports.cancel(),
    'show-export': (path) => {
      if (studio.exports.has(path)) shell.showItemInFolder(path)
    },
    'begin-recording': async (setup) => {
      const recording = await recordings.begin(setup)
      studio.letWindowGoFirst()
      return recording
    },
    'list-recordings': () => recordings.list(),
    'rename-recording': ({ id, title }) => recordings.rename(id, title),
    'export-recording': async ({ id, options }, window) => {
      const { sourceId, title } = await recordings.findSource(id)
      const path = await chooseExportPath(window, t, safeFileName(title), options.format)
      if (path === undefined) return null
      return studio.exports.writeLandmarks([sourceId], options, path)
    },
    'track-recording-again': async (id) => studio.addPaths([await recordings.findVideo(id)]),
    'show-recording-video': async (id) => shell.showItemInFolder(await recordings.findVideo(id)),
    'read-timeline': (id) => review.readTimeline(id),
    'read-confidence': (id) => review.readConfidence(id),
    'read-frames': (range) => review.readFrames(range),
    'read-curve': ({ id, key }) => review.readCurve(id, key),
    'get-edits': (id) => studio.edits.read(id),
    'set-edits': (edits) => studio.setEdits(edits),
    'list-subjects': (id) => studio.edits.readSubjects(id),
    'find-edited': (jobIds) => studio.findEdited(jobIds),
    'is-recording-edited': async (id) => {
      const { sourceId } = await recordings.findSource(id)
      return (await studio.edits.read(sourceId)).length > 0
    },
  }
}
