import { dialog, type BrowserWindow } from 'electron'
import { formatFacts, isFolderFormat, type ExportFormat } from '../../common/export/formats'
import { formatFacts as mediaFacts } from '../media/formats'

const mediaExtensions = Object.values(mediaFacts).flatMap(({ extensions }) =>
  extensions.map((extension) => extension.slice(1)),
)

/** Asks for photos and videos; none if called off. */
export async function chooseFiles(window: BrowserWindow): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Add photos and videos',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Photos and videos', extensions: mediaExtensions },
      { name: 'All files', extensions: ['*'] },
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
  defaultName: string,
  format: ExportFormat,
): Promise<string | undefined> {
  const { title, ending } = formatFacts[format]
  const place = isFolderFormat(format)
    ? { title: `Export as ${title} into a new folder`, defaultPath: `${defaultName}-${format}` }
    : {
        title: `Export as ${title}`,
        defaultPath: `${defaultName}.${ending}`,
        filters: [{ name: title, extensions: [ending] }],
      }
  const { filePath } = await dialog.showSaveDialog(window, place)
  return filePath === '' ? undefined : filePath
}

/** Asks where to write a CSV; undefined if called off. */
export async function chooseSavePath(
  window: BrowserWindow,
  defaultName: string,
): Promise<string | undefined> {
  const { filePath } = await dialog.showSaveDialog(window, {
    title: 'Export as CSV',
    defaultPath: defaultName,
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  })
  return filePath === '' ? undefined : filePath
}
