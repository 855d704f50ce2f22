import { checkMessage } from '../../common/checkMessage'
import { toWireError } from '../../common/errors'
import type { RecordingSummary } from '../../common/recording'
import {
  recordingRequestSchema,
  type RecordingEvent,
  type RecordingRequest,
} from '../../common/recordingProtocol'
import type { Library } from '../library/library'
import type { RecordingRow } from '../library/recordingRows'
import { FrameOrder } from './frameOrder'
import type { RecordingPort } from './recordingPort'
import type { VideoSession } from './videoSession'

export interface RecordingSessionOptions {
  readonly library: Library
  readonly recording: RecordingRow
  readonly port: RecordingPort
  /** Null without a video. */
  readonly video: VideoSession | null
  readonly log: (text: string) => void
}

/** How long the end of a recording waits for that of its video. */
const videoGraceMs = 10_000

/**
 * One recording in work: what comes on its port goes into the library, until it is finished, is cut
 * off or fails. Whatever ends it, what has come is kept.
 */
export class RecordingSession {
  /** Resolves when nothing of it goes on any more. Never rejects. */
  readonly ended: Promise<void>
  readonly #options: RecordingSessionOptions
  readonly #order: FrameOrder
  #settleEnded!: () => void
  #isEnding = false

  constructor(options: RecordingSessionOptions) {
    const { port, recording } = options
    this.#options = options
    this.#order = new FrameOrder(recording.summary.setup.options.task)
    this.ended = new Promise((resolve) => (this.#settleEnded = resolve))
    port.onMessage((message) => this.#receive(message))
    port.onClose(() => void this.#end(() => this.#interrupt()))
    port.start()
  }

  /** Ends it at once, as interrupted if it was not finished. */
  async close(): Promise<void> {
    void this.#end(() => this.#interrupt())
    await this.#options.video?.close()
    await this.ended
  }

  /** As it was when it began. */
  get recording(): RecordingSummary {
    return this.#options.recording.summary
  }

  #receive(message: unknown): void {
    if (this.#isEnding) return
    try {
      this.#take(parse(message))
    } catch (error) {
      this.#fail(error)
      void this.#end(() => this.#interrupt())
    }
  }

  #take(request: RecordingRequest): void {
    const { library, recording } = this.#options
    switch (request.kind) {
      case 'thumbnail':
        library.entries.addThumbnail(recording.sourceId, request.jpeg)
        return
      case 'frames': {
        this.#order.check(request.frames)
        library.appendFrames(recording.sourceId, request.frames)
        return
      }
      case 'finish':
        void this.#end(() => this.#finish(request))
    }
  }

  async #end(way: () => Promise<void>): Promise<void> {
    if (this.#isEnding) return
    this.#isEnding = true
    try {
      await this.#videoEnded()
      await way()
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#options.port.close()
      this.#settleEnded()
    }
  }

  async #finish({ ending, framesDropped }: Extract<RecordingRequest, { kind: 'finish' }>) {
    const { library, recording } = this.#options
    const { id } = recording.summary
    const { summary } = await library.recordings.finish(id, ending, framesDropped)
    this.#post({ kind: 'finished', recording: summary })
  }

  async #interrupt(): Promise<void> {
    const { library, recording } = this.#options
    // On a disk that is full this fails too: `Recordings` tries again later.
    await library.recordings
      .interrupt(recording.summary.id)
      .catch((error: unknown) => this.#log(error))
  }

  #fail(error: unknown): void {
    this.#log(error)
    this.#post({ kind: 'failed', error: toWireError(error) })
  }

  /** An encoder has its last bytes after the last frame; one that hangs is not waited for. */
  async #videoEnded(): Promise<void> {
    const { video } = this.#options
    if (video === null) return
    const timer = setTimeout(() => void video.close(), videoGraceMs)
    await video.ended
    clearTimeout(timer)
  }

  #post(event: RecordingEvent): void {
    this.#options.port.postMessage(event)
  }

  #log(error: unknown): void {
    const { recording, log } = this.#options
    log(`recording ${recording.summary.id}: ${toWireError(error).stack}`)
  }
}

function parse(message: unknown): RecordingRequest {
  const parsed = checkMessage(recordingRequestSchema, message)
  if (!parsed.success) throw new Error('The recording sent a message that does not fit.')
  return parsed.data
}
