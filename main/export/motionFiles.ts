import { join } from 'node:path'
import type { FrameLandmarks } from '../../common/landmarks'
import { formatFacts, type MotionFormat } from '../../common/export/formats'
import { motionWriters } from '../../common/export/motionFormats'
import type { WrittenFile } from '../../common/export/sidecar'
import type { NamedSource } from '../../common/export/sourceNames'
import type { TrackedVideo } from '../../common/export/trackedVideo'
import { readEditedVideo } from '../edits/editedVideo'
import { writeDurably } from '../library/replaceFile'
import { ShareDone, unwatched, type ExportWatch } from './exportWatch'
import { nameFiles } from './fileNames'
import type { FolderWork } from './folderFiles'

/** Bytes of text that are gathered before they go into a file. */
const bytesPerWrite = 2 ** 18

/** Writes a file for each video or subject. Photos have no motion and are left out. */
export async function writeMotionFiles(
  work: FolderWork,
  format: MotionFormat,
): Promise<WrittenFile[]> {
  const videos = work.tracked.filter(({ job }) => job.mediaKind !== 'photo')
  const share = new ShareDone(work.request.watch ?? unwatched, videos.length)
  const written: WrittenFile[] = []
  for (const [index, stem] of nameFiles(videos.map(({ source }) => source)).entries()) {
    written.push(...(await writeVideo(work, format, { stem, share }, videos[index]!)))
    share.pass(1)
  }
  return written
}

interface VideoPlace {
  /** What the names of its files begin with. */
  readonly stem: string
  readonly share: ShareDone
}

async function writeVideo(
  { request, connection, batch, folder }: FolderWork,
  format: MotionFormat,
  { stem, share }: VideoPlace,
  source: NamedSource,
): Promise<WrittenFile[]> {
  const writer = motionWriters[format]
  const { task } = batch.options
  const steps = batch.edits.get(source.job.id) ?? []
  const video = await readEditedVideo(connection, source, task, writer.needs(task), steps)
  const files = writer.files(watched(video, request.watch ?? unwatched, share))
  const written: WrittenFile[] = []
  for (const { subject, suffix, contents } of files) {
    const file = `${stem}${suffix}.${formatFacts[format].ending}`
    await writeContents(join(folder, file), contents(file))
    written.push({ file, source: source.source, subject, frames: video.timesS.length })
  }
  return written
}

/** The same video, which tells how far it has been read. Each of its files reads all of it. */
function watched(video: TrackedVideo, { signal }: ExportWatch, share: ShareDone): TrackedVideo {
  async function* frames(): AsyncGenerator<FrameLandmarks> {
    let read = 0
    for await (const frame of video.frames()) {
      signal.throwIfAborted()
      share.reach(read / video.timesS.length)
      read += 1
      yield frame
    }
  }
  return { ...video, frames }
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
