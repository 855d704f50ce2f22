import { rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sentenceOf } from '../../common/errors'
import { everythingOf } from '../../common/export/trackedVideo'
import type { FailedFile, WrittenFile } from '../../common/export/sidecar'
import type { NamedSource } from '../../common/export/sourceNames'
import type { Job } from '../../common/jobs'
import { sentence, SentenceError } from '../../common/sentence'
import { readEditedVideo } from '../edits/editedVideo'
import type { Annotator, StartAnnotator } from './annotator'
import { ShareDone, unwatched } from './exportWatch'
import { nameFiles } from './fileNames'
import type { FolderFiles, FolderWork } from './folderFiles'

/**
 * Draws the landmarks of all sources on copies of their files, in a process of its own. What cannot
 * be drawn on is left out and told.
 */
export async function writeAnnotatedFiles(work: FolderWork): Promise<FolderFiles> {
  const { tracked, request } = work
  const watch = request.watch ?? unwatched
  const share = new ShareDone(
    watch,
    tracked.reduce((sum, { job }) => sum + framesOf(job), 0),
  )
  const files: WrittenFile[] = []
  const failures: FailedFile[] = []
  const annotators = new Annotators(startAnnotatorOf(work))
  const stop = (): void => annotators.close()
  watch.signal.addEventListener('abort', stop)
  try {
    for (const [index, stem] of nameFiles(tracked.map(({ source }) => source)).entries()) {
      const source = tracked[index]!
      const file = `${stem}_landmarks.${source.job.mediaKind === 'photo' ? 'jpg' : 'mp4'}`
      try {
        const frames = await annotate(work, annotators, source, { file, share })
        files.push({ file, source: source.source, subject: null, frames })
      } catch (error) {
        watch.signal.throwIfAborted()
        await rm(join(work.folder, file), { force: true })
        failures.push({ source: source.source, message: sentenceOf(error) })
      }
      share.pass(framesOf(source.job))
    }
    return { files, failures }
  } finally {
    watch.signal.removeEventListener('abort', stop)
    annotators.close()
  }
}

function startAnnotatorOf({ request: { startAnnotator } }: FolderWork): StartAnnotator {
  if (startAnnotator === undefined) throw new Error('Annotated files need a process that draws.')
  return startAnnotator
}

function framesOf({ state }: Job): number {
  return state.kind === 'done' ? state.summary.frames : 0
}

/** One process for all files; where it dies on one, another for those that follow. */
class Annotators {
  readonly #start: StartAnnotator
  #current: Annotator | undefined

  constructor(start: StartAnnotator) {
    this.#start = start
  }

  running(): Annotator {
    if (!this.#current?.isRunning) this.#current = this.#start()
    return this.#current
  }

  close(): void {
    this.#current?.close()
  }
}

interface FilePlace {
  readonly file: string
  readonly share: ShareDone
}

async function annotate(
  { connection, batch, folder }: FolderWork,
  annotators: Annotators,
  source: NamedSource,
  { file, share }: FilePlace,
): Promise<number> {
  const { id, path, mediaKind } = source.job
  await checkSource(source)
  const { task, videoSampling } = batch.options
  const steps = batch.edits.get(id) ?? []
  const video = await readEditedVideo(connection, source, task, everythingOf(task), steps)
  return annotators
    .running()
    .annotate(
      { path, mediaKind: mediaKind!, targetPath: join(folder, file), videoSampling },
      video.frames(),
      (frames) => share.reach(frames),
    )
}

/** Landmarks drawn on another picture than their own would tell lies. */
async function checkSource({ source, job: { path, sizeBytes } }: NamedSource): Promise<void> {
  if (path === '') throw new SentenceError(sentence('sentences.export.noOwnVideo', { source }))
  const found = await stat(path).catch(() => undefined)
  const name = basename(path)
  if (found === undefined) throw new SentenceError(sentence('sentences.export.moved', { name }))
  if (found.size !== sizeBytes) {
    throw new SentenceError(sentence('sentences.export.changed', { name }))
  }
}
