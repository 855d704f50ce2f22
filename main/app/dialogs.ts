import { dialog, type BrowserWindow } from 'electron'
import { formatFacts, isFolderFormat, type ExportFormat } from '../../common/export/formats'
import type { Translate } from '../../common/locales/messages'
import { formatFacts as mediaFacts } from '../media/formats'

const mediaExtensions = Object.values(mediaFacts).flatMap(({ extensions }) =>
  extensions.map((extension) => extension.slice(1)),
)

/** Asks for photos and videos; none if called off. */
export async function chooseFiles(window: BrowserWindow, t: Translate): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: t('dialogs.addFiles'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: t('dialogs.photosAndVideos'), extensions: mediaExtensions },
      { name: t('dialogs.allFiles'), extensions: ['*'] },
    ],
  })
  return filePaths
}

/** Asks for folders, and says what for; none if called off. */
export async function chooseFolders(window: BrowserWindow, title: string): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title,
    properties: ['openDirectory', 'multiSelections'],
  })
  return filePaths
}

/** Asks where to write landmarks; undefined if called off. */
export async function chooseExportPath(
  window: BrowserWindow,
  t: Translate,
  defaultName: string,
  exportFormat: ExportFormat,
): Promise<string | undefined> {
  const { ending } = formatFacts[exportFormat]
  const format = t(`exporting.formatTitle.${exportFormat}`)
  const place = isFolderFormat(exportFormat)
    ? {
        title: t('dialogs.exportIntoFolder', { format }),
        defaultPath: `${defaultName}-${exportFormat}`,
      }
    : {
        title: t('dialogs.exportAs', { format }),
        defaultPath: `${defaultName}.${ending}`,
        filters: [{ name: format, extensions: [ending] }],
      }
  const { filePath } = await dialog.showSaveDialog(window, place)
  return filePath === '' ? undefined : filePath
}

/** Asks where to write a CSV; undefined if called off. */
export async function chooseSavePath(
  window: BrowserWindow,
  t: Translate,
  defaultName: string,
): Promise<string | undefined> {
  const { filePath } = await dialog.showSaveDialog(window, {
    title: t('dialogs.exportAs', { format: 'CSV' }),
    defaultPath: defaultName,
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  })
  return filePath === '' ? undefined : filePath
}
