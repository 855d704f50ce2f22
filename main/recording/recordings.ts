import { stat } from 'node:fs/promises'
import { toWireError } from '../../common/errors'
import type { RecordingSetup, RecordingSummary } from '../../common/recording'
import { sentence, SentenceError } from '../../common/sentence'
import type { Library } from '../library/library'
import { findModel, type ModelFolders } from '../models'
import { recordingTitle } from './recordingNames'
import type { RecordingPort } from './recordingPort'
import { RecordingSession } from './recordingSession'
import { VideoFile } from './videoFile'
import { VideoSession } from './videoSession'

export interface RecordingsOptions {
  readonly library: Library
  readonly modelFolders: ModelFolders
  /** Where videos are put; made when there is the first one. */
  readonly videoFolder: string
  readonly appVersion: string
  /** Hands the page one end of a channel and answers the other. */
  readonly openPort: (channel: 'recording-port' | 'recording-video-port') => RecordingPort
  /** A recording has come to its end, and is in the library. */
  readonly onEnded: () => void
  readonly log: (text: string) => void
}

/** The recordings of the library, of which at most one is in work. */
export class Recordings {
  readonly #options: RecordingsOptions
  readonly #pastIds = new Set<number>()
  #inWork: Promise<RecordingSession> | undefined

  constructor(options: RecordingsOptions) {
    this.#options = options
  }

  /** Begins a recording, with the page's ports on their way. Refused while another is in work. */
  async begin(setup: RecordingSetup): Promise<RecordingSummary> {
    if (this.#inWork !== undefined) {
      throw new SentenceError(sentence('sentences.recording.another'))
    }
    this.#inWork = this.#open(setup)
    try {
      const session = await this.#inWork
      void session.ended.then(() => {
        this.#inWork = undefined
        this.#pastIds.add(session.recording.id)
        this.#options.library.entries.changed()
        this.#options.onEnded()
      })
      return session.recording
    } catch (error) {
      this.#inWork = undefined
      throw error
    }
  }

  /** Whether one is in work. */
  get isRecording(): boolean {
    return this.#inWork !== undefined
  }

  /** The newest first. */
  async list(): Promise<RecordingSummary[]> {
    const { recordings } = this.#options.library
    // One that ends while the library is being read is not unfinished: its row is of before.
    const past = new Set(this.#pastIds)
    let rows = await recordings.list()
    const unfinished = rows.filter(({ summary }) => isUnfinished(summary, past))
    for (const { summary } of unfinished) {
      await recordings.interrupt(summary.id).catch((error: unknown) => this.#log(error))
    }
    if (unfinished.length > 0) rows = await recordings.list()
    return rows.map(({ summary }) => summary)
  }

  async rename(id: number, title: string): Promise<RecordingSummary> {
    const { summary } = await this.#options.library.recordings.rename(id, title)
    this.#options.library.entries.changed()
    return summary
  }

  /** The source whose landmarks a CSV of it holds, and its title. Throws while it is in work. */
  async findSource(id: number): Promise<{ sourceId: number; title: string }> {
    const { sourceId, summary } = await this.#options.library.recordings.read(id)
    if (summary.ending === null) throw new SentenceError(sentence('sentences.recording.stopFirst'))
    return { sourceId, title: summary.title }
  }

  /** Where the video of a recording lies. Throws a sentence for people if it has none. */
  async findVideo(id: number): Promise<string> {
    const { title, videoPath } = (await this.#options.library.recordings.read(id)).summary
    if (videoPath === null)
      throw new SentenceError(sentence('sentences.recording.noVideo', { title }))
    const isThere = await stat(videoPath).then(
      (stats) => stats.isFile(),
      () => false,
    )
    if (!isThere) {
      throw new SentenceError(sentence('sentences.recording.videoGone', { title, path: videoPath }))
    }
    return videoPath
  }

  /** Ends a recording in work: what has come of it is kept, as interrupted. */
  async close(): Promise<void> {
    const session = await this.#inWork?.catch(() => undefined)
    await session?.close()
  }

  async #open(setup: RecordingSetup): Promise<RecordingSession> {
    const { library, modelFolders, videoFolder, appVersion, openPort, log } = this.#options
    const model = await findModel(setup.options, modelFolders)
    const now = new Date()
    const title = recordingTitle(now)
    const file = setup.hasVideo ? await VideoFile.create(videoFolder, title) : null
    try {
      const recording = await library.recordings.create({
        ...{ title, setup, appVersion, videoPath: file?.path ?? null },
        ...{ modelFileName: model.fileName, modelSha256: model.sha256 },
        createdAt: now.toISOString(),
      })
      const port = openPort('recording-port')
      const video = file && new VideoSession(file, openPort('recording-video-port'), log)
      return new RecordingSession({ library, recording, port, video, log })
    } catch (error) {
      await file?.close()
      throw error
    }
  }

  #log(error: unknown): void {
    this.#options.log(`recordings: ${toWireError(error).stack}`)
  }
}

/** A recording that ended while the disk was full could not be given its end at that time. */
function isUnfinished({ id, ending }: RecordingSummary, past: ReadonlySet<number>): boolean {
  return ending === null && past.has(id)
}
