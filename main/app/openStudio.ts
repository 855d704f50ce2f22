import { app, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import type { Translate } from '../../common/locales/messages'
import type { Settings } from '../../common/settings'
import { Calibrator } from '../calibration/calibrator'
import { Annotator } from '../export/annotator'
import { Library } from '../library/library'
import { createAnnotatorHost, createUtilityHost } from '../pool/utilityHost'
import { QualityKeeper } from '../quality/qualityKeeper'
import { Recordings } from '../recording/recordings'
import { send, sendPort } from './ipc'
import { openRecordingPort } from './recordingPorts'
import type { ServedFolders } from './servedFiles'
import { SettingsStore } from './settings'
import { Studio } from './studio'
import { UnstartedFiles } from './unstartedFiles'

export interface StudioSurroundings {
  readonly window: BrowserWindow
  readonly translate: Translate
  readonly onSettings: (settings: Settings) => void
  /** The app's data, where the library and the videos of recordings lie. */
  readonly dataFolder: string
  /** The built entries of main/worker: the one that tracks, and the one that draws. */
  readonly workerPath: string
  readonly annotatorPath: string
  readonly folders: Pick<ServedFolders, 'wasm' | 'models'>
  /** The photo that the machine is measured with. */
  readonly samplePhoto: string
  readonly log: (text: string) => void
}

/** Opens the library, and the studio over it. Rejects with a sentence for people. */
export async function openStudio(surroundings: StudioSurroundings): Promise<Studio> {
  const { dataFolder, workerPath, annotatorPath, folders, ...shown } = surroundings
  const { window, translate, onSettings, samplePhoto, log } = shown
  const library = await Library.open(join(dataFolder, 'library.duckdb'))
  const shared = { library, modelFolders: folders.models, appVersion: app.getVersion(), log }
  const qualityKeeper = new QualityKeeper({
    ...{ library, log },
    isBusy: () => studio.isBusy(),
    onChanged: () => library.entries.changed(),
  })
  const recordings = new Recordings({
    ...shared,
    onEnded: () => {
      qualityKeeper.wake()
      studio.letWindowGoFirst()
    },
    videoFolder: join(dataFolder, 'recordings'),
    openPort: (channel) => openRecordingPort(window, channel),
  })
  const startWorker = createUtilityHost(
    workerPath,
    (port) => sendPort(window, 'preview-port', port),
    log,
  )
  const startAnnotatorProcess = createAnnotatorHost(annotatorPath, log)
  const startHiddenWorker = createUtilityHost(workerPath, (port) => port.close(), log)
  const calibrator = new Calibrator({
    // Their pictures are nobody's files: the page is not shown them.
    startWorker: startHiddenWorker,
    wasmFolder: folders.wasm,
    modelFolders: folders.models,
    photoPath: samplePhoto,
    onProgress: (progress) => send(window, 'calibration-progressed', progress),
    log,
  })
  const studio: Studio = new Studio({
    ...shared,
    ...{ window, translate, onSettings },
    recordings,
    qualityKeeper,
    settings: new SettingsStore(),
    unstartedFiles: new UnstartedFiles(),
    calibrator,
    samplePhoto,
    startWorker,
    startHiddenWorker,
    uploadFolder: join(dataFolder, 'uploads'),
    startAnnotator: () => new Annotator(startAnnotatorProcess(), log),
    wasmFolder: folders.wasm,
  })
  return studio
}
