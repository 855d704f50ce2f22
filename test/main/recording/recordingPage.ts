import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { RecordingSetup, RecordingSummary } from '../../../common/recording'
import {
  recordingEventSchema,
  videoReplySchema,
  type RecordingEvent,
  type RecordingRequest,
  type VideoReply,
  type VideoRequest,
} from '../../../common/recordingProtocol'
import type { Library } from '../../../main/library/library'
import type { RecordingPort } from '../../../main/recording/recordingPort'
import { Recordings } from '../../../main/recording/recordings'
import { until } from '../../processes'
import { temporaryFolder } from '../library/libraryFolder'
import { handsSetup, toRecordingPort } from './recordingPorts'

/** The page's end of a channel, which remembers what came. */
export class PageEnd<Request, Answer> {
  readonly main: RecordingPort
  readonly answers: Answer[] = []
  isClosed = false
  readonly #port: MessagePort

  constructor(schema: { parse(message: unknown): Answer }) {
    const { port1, port2 } = new MessageChannel()
    this.main = toRecordingPort(port1)
    this.#port = port2
    port2.on('message', (message) => this.answers.push(schema.parse(message)))
    port2.once('close', () => (this.isClosed = true))
  }

  send(...requests: readonly Request[]): void {
    for (const request of requests) this.#port.postMessage(request)
  }

  sendAnything(message: unknown): void {
    this.#port.postMessage(message)
  }

  close(): void {
    this.#port.close()
  }

  async answered(count: number): Promise<Answer[]> {
    await until(() => this.answers.length >= count)
    return this.answers
  }
}

export const recordingEnd = () =>
  new PageEnd<RecordingRequest, RecordingEvent>(recordingEventSchema)
export const videoEnd = () => new PageEnd<VideoRequest, VideoReply>(videoReplySchema)

/** Recordings with a page that begins them, in folders of their own. */
export class RecordingPage {
  readonly recordings: Recordings
  readonly videoFolder = join(temporaryFolder(), 'recordings')
  readonly log: string[] = []
  #port = recordingEnd()
  #video = videoEnd()

  constructor(library: Library) {
    const builtIn = temporaryFolder()
    writeFileSync(join(builtIn, 'hand_landmarker.task'), 'a model')
    this.recordings = new Recordings({
      ...{ library, modelFolders: { builtIn }, videoFolder: this.videoFolder },
      appVersion: '1.2.3',
      openPort: (channel) => (channel === 'recording-port' ? this.#port : this.#video).main,
      onEnded: () => undefined,
      log: (text) => this.log.push(text),
    })
  }

  async begin(setup: Partial<RecordingSetup> = {}) {
    const ends = { port: (this.#port = recordingEnd()), video: (this.#video = videoEnd()) }
    const recording = await this.recordings.begin({ ...handsSetup, ...setup })
    return { recording, ...ends }
  }

  /** Waits until a recording has an end. */
  async ended(id: number): Promise<RecordingSummary> {
    let found: RecordingSummary | undefined
    for (let tries = 0; tries < 500 && !found?.ending; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      found = (await this.recordings.list()).find((recording) => recording.id === id)
    }
    if (!found?.ending) throw new Error(`Recording ${id} has not ended.`)
    return found
  }
}
