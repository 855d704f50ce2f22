import { mkdir, readdir, rename, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { formatFacts, type FolderFormat } from '../../common/export/formats'
import type { FailedFile, WrittenFile } from '../../common/export/sidecar'
import { nameSources, type NamedSource } from '../../common/export/sourceNames'
import { sentence, SentenceError, type Sentence } from '../../common/sentence'
import { withFolderBeside } from '../library/replaceFile'
import { writeAnnotatedFiles } from './annotatedFiles'
import type { ExportBatch, LandmarkExport } from './exportFile'
import { writeMotionFiles } from './motionFiles'
import { writeSidecar } from './sidecarFile'

/** What the files of a folder are made from. */
export interface FolderWork {
  readonly request: LandmarkExport
  readonly batch: ExportBatch
  /** What is done, in order. */
  readonly tracked: readonly NamedSource[]
  /** The folder to write into, empty. */
  readonly folder: string
  /** Reads the library; used for nothing else meanwhile. */
  readonly connection: DuckDBConnection
}

export interface FolderFiles {
  readonly files: readonly WrittenFile[]
  readonly failures: readonly FailedFile[]
}

export interface WrittenFolder {
  /** Tracked frames in all files together. */
  readonly rows: number
  readonly files: number
  /** What was left out; null if nothing was. */
  readonly leftOut: Sentence | null
}

/** What the JSON in the folder is called. */
const sidecarName = 'export.json'

/** Writes the files of all sources into a new folder. */
export async function writeFolder(
  request: LandmarkExport,
  format: FolderFormat,
  batch: ExportBatch,
): Promise<WrittenFolder> {
  const { destinationPath: destination, overwrite = false, library } = request
  return withFolderBeside(destination, async (temporary) => {
    await checkDestination(destination, overwrite)
    const folder = join(temporary, 'files')
    await mkdir(folder)
    const sources = nameSources(batch.jobs)
    const tracked = sources.filter(({ job }) => job.state.kind === 'done')
    const connection = await library.connect()
    try {
      const work = { request, batch, tracked, folder, connection }
      const { files, failures } = await writeFiles(work, format)
      await writeSidecar(join(folder, sidecarName), {
        ...{ request, batch, sources },
        output: { format, files, failures },
      })
      await putInPlace(folder, destination)
      return {
        rows: files.reduce((sum, { frames }) => sum + frames, 0),
        files: files.length,
        leftOut: format === 'annotated' ? failureText(failures) : photosText(tracked),
      }
    } finally {
      connection.closeSync()
    }
  })
}

async function writeFiles(work: FolderWork, format: FolderFormat): Promise<FolderFiles> {
  if (format === 'annotated') {
    const written = await writeAnnotatedFiles(work)
    const [failure] = written.failures
    if (written.files.length > 0 || failure === undefined) return written
    throw new SentenceError(failure.message)
  }
  const files = await writeMotionFiles(work, format)
  if (files.length > 0) return { files, failures: [] }
  const { title } = formatFacts[format]
  const hasVideo = work.tracked.some(({ job }) => job.mediaKind === 'video')
  const key = hasVideo ? 'sentences.export.nobodyFound' : 'sentences.export.noVideo'
  throw new SentenceError(sentence(key, { format: title }))
}

function photosText(tracked: readonly NamedSource[]): Sentence | null {
  const photos = tracked.filter(({ job }) => job.mediaKind === 'photo').length
  if (photos === 0) return null
  return sentence('sentences.export.photosLeftOut', { count: photos })
}

function failureText(failures: readonly FailedFile[]): Sentence | null {
  const [first] = failures
  if (first === undefined) return null
  const reason = first.message
  if (failures.length === 1) return sentence('sentences.export.fileLeftOut', { reason })
  const values = { files: failures.length, list: sidecarName, reason }
  return sentence('sentences.export.filesLeftOut', values)
}

/** Found out before the work: a folder that has files is not to be mixed with new ones unasked. */
async function checkDestination(destination: string, overwrite: boolean): Promise<void> {
  const found = await stat(destination).catch(() => undefined)
  if (found === undefined) return
  if (!found.isDirectory()) {
    throw new SentenceError(sentence('sentences.export.isFile'))
  }
  if (!overwrite && (await readdir(destination)).length > 0) {
    throw new SentenceError(sentence('sentences.export.folderInUse'))
  }
}

/** As a whole where there is room; else file by file, and what else lies there stays. */
async function putInPlace(folder: string, destination: string): Promise<void> {
  const existing = await readdir(destination).catch(() => undefined)
  if (existing === undefined || existing.length === 0) {
    if (existing !== undefined) await rmdir(destination)
    await rename(folder, destination)
    return
  }
  for (const name of await readdir(folder))
    await rename(join(folder, name), join(destination, name))
}
