import { checkMessage } from '../../common/checkMessage'
import { toWireError } from '../../common/errors'
import {
  videoRequestSchema,
  type VideoReply,
  type VideoRequest,
} from '../../common/recordingProtocol'
import type { RecordingPort } from './recordingPort'
import type { VideoFile } from './videoFile'

/**
 * Takes a video from the page's encoder as it comes. One that fails keeps what it has, and does not
 * end the recording: every later message is answered with the same reason.
 */
export class VideoSession {
  /** Resolves when the file is closed. Never rejects. */
  readonly ended: Promise<void>
  readonly #file: VideoFile
  readonly #port: RecordingPort
  readonly #log: (text: string) => void
  #settleEnded!: () => void
  /** The work on the messages so far: they are written one after the other. */
  #work: Promise<void> = Promise.resolve()
  #failure: unknown

  constructor(file: VideoFile, port: RecordingPort, log: (text: string) => void) {
    this.#file = file
    this.#port = port
    this.#log = log
    this.ended = new Promise((resolve) => (this.#settleEnded = resolve))
    port.onMessage((message) => {
      this.#work = this.#work.then(() => this.#answer(message))
    })
    port.onClose(() => void this.close())
    port.start()
  }

  /** Closes the file with what has come so far, and the port. */
  async close(): Promise<void> {
    this.#port.close()
    this.#work = this.#work.then(() => this.#end()).catch((error: unknown) => this.#fail(error))
    await this.ended
  }

  async #answer(message: unknown): Promise<void> {
    try {
      if (this.#failure !== undefined) throw this.#failure as Error
      const request = parse(message)
      await this.#take(request)
      this.#post({ kind: 'written' })
      if (request.kind === 'end') this.#port.close()
    } catch (error) {
      await this.#fail(error)
      this.#post({ kind: 'failed', error: toWireError(error) })
    }
  }

  async #take(request: VideoRequest): Promise<void> {
    switch (request.kind) {
      case 'write':
        return this.#file.write(request.position, request.bytes)
      case 'end':
        return this.#end()
    }
  }

  async #end(): Promise<void> {
    try {
      await this.#file.close()
    } finally {
      this.#settleEnded()
    }
  }

  async #fail(error: unknown): Promise<void> {
    if (this.#failure !== undefined) return
    this.#failure = error
    this.#log(`${this.#file.path}: ${toWireError(error).stack}`)
    await this.#end().catch(() => undefined)
  }

  #post(reply: VideoReply): void {
    this.#port.postMessage(reply)
  }
}

function parse(message: unknown): VideoRequest {
  const parsed = checkMessage(videoRequestSchema, message)
  if (!parsed.success) throw new Error('The video sent a message that does not fit.')
  return parsed.data
}
