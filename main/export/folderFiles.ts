import { mkdir, readdir, rename, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { folderWriters } from '../../common/export/folderFormats'
import { formatFacts, type FolderFormat } from '../../common/export/formats'
import type { WrittenFile } from '../../common/export/sidecar'
import { nameSources, type NamedSource } from '../../common/export/sourceNames'
import { readEditedVideo } from '../edits/editedVideo'
import { withFolderBeside, writeDurably } from '../library/replaceFile'
import type { ExportBatch, LandmarkExport } from './exportFile'
import { nameFiles } from './fileNames'
import { writeSidecar } from './sidecarFile'

export interface WrittenFolder {
  /** Tracked frames in all files together. */
  readonly rows: number
  readonly files: number
  readonly photosLeftOut: number
}

/** What the JSON in the folder is called. */
const sidecarName = 'export.json'

/** Bytes of text that are gathered before they go into a file. */
const bytesPerWrite = 2 ** 18

/** Writes the files of all videos into a new folder. Photos have no motion and are left out. */
export async function writeFolder(
  request: LandmarkExport,
  format: FolderFormat,
  batch: ExportBatch,
): Promise<WrittenFolder> {
  const { destinationPath: destination, overwrite = false } = request
  return withFolderBeside(destination, async (temporary) => {
    await checkDestination(destination, overwrite)
    const folder = join(temporary, 'files')
    await mkdir(folder)
    const sources = nameSources(batch.jobs)
    const tracked = sources.filter(({ job }) => job.state.kind === 'done')
    const videos = tracked.filter(({ job }) => job.mediaKind !== 'photo')
    const files = await writeVideos(request, format, { videos, batch, folder })
    if (files.length === 0) throw new Error(nothingToWrite(format, videos.length))
    await writeSidecar(join(folder, sidecarName), {
      ...{ request, batch, sources },
      output: { format, files },
    })
    await putInPlace(folder, destination)
    return {
      rows: files.reduce((sum, { frames }) => sum + frames, 0),
      files: files.length,
      photosLeftOut: tracked.length - videos.length,
    }
  })
}

function nothingToWrite(format: FolderFormat, videos: number): string {
  const { title } = formatFacts[format]
  if (videos > 0) return `Nobody was found in the videos, so there is nothing for ${title}.`
  return `${title} is for motion, and there is no video with results: photos go into the other formats.`
}

interface Videos {
  readonly videos: readonly NamedSource[]
  readonly batch: ExportBatch
  readonly folder: string
}

async function writeVideos(
  { library }: LandmarkExport,
  format: FolderFormat,
  { videos, batch, folder }: Videos,
): Promise<WrittenFile[]> {
  const connection = await library.connect()
  try {
    const written: WrittenFile[] = []
    for (const [index, stem] of nameFiles(videos.map(({ source }) => source)).entries()) {
      written.push(
        ...(await writeVideo(connection, format, { stem, batch, folder }, videos[index]!)),
      )
    }
    return written
  } finally {
    connection.closeSync()
  }
}

async function writeVideo(
  connection: DuckDBConnection,
  format: FolderFormat,
  { stem, batch, folder }: Omit<Videos, 'videos'> & { readonly stem: string },
  source: NamedSource,
): Promise<WrittenFile[]> {
  const writer = folderWriters[format]
  const { task } = batch.options
  const steps = batch.edits.get(source.job.id) ?? []
  const video = await readEditedVideo(connection, source, task, writer.needs(task), steps)
  const written: WrittenFile[] = []
  for (const { subject, suffix, contents } of writer.files(video)) {
    const file = `${stem}${suffix}.${formatFacts[format].ending}`
    await writeContents(join(folder, file), contents(file))
    written.push({ file, source: source.source, subject, frames: video.timesS.length })
  }
  return written
}

async function writeContents(
  path: string,
  contents: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  await writeDurably(path, async (file) => {
    let pieces: Buffer[] = []
    let bytes = 0
    const flush = async (): Promise<void> => {
      await file.writeFile(Buffer.concat(pieces))
      pieces = []
      bytes = 0
    }
    for await (const piece of contents) {
      pieces.push(typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece))
      bytes += pieces.at(-1)!.length
      if (bytes >= bytesPerWrite) await flush()
    }
    await flush()
  })
}

/** Found out before the work: a folder that has files is not to be mixed with new ones unasked. */
async function checkDestination(destination: string, overwrite: boolean): Promise<void> {
  const found = await stat(destination).catch(() => undefined)
  if (found === undefined) return
  if (!found.isDirectory()) {
    throw new Error(
      'There is a file of that name, and a folder is to be made: choose another name.',
    )
  }
  if (!overwrite && (await readdir(destination)).length > 0) {
    throw new Error('A folder of that name has files in it already: choose another name.')
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
