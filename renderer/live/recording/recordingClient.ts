import { checkMessage } from '../../../common/checkMessage'
import { sentenceOf } from '../../../common/errors'
import type { FrameLandmarks } from '../../../common/landmarks'
import type { RecordingEnding, RecordingSummary } from '../../../common/recording'
import {
  recordingEventSchema,
  type RecordingEvent,
  type RecordingRequest,
} from '../../../common/recordingProtocol'
import { say, t } from '../../locale'

/** A crash of the page costs at most what it has not sent. */
const sendIntervalMs = 200

/** The page's end of a recording's port: landmarks out, in batches. */
export class RecordingClient {
  /** Resolves with the recording once all of it is on disk; rejects with why it was cut off. */
  readonly ended: Promise<RecordingSummary>
  readonly #port: MessagePort
  readonly #timer: ReturnType<typeof setInterval>
  #frames: FrameLandmarks[] = []

  constructor(port: MessagePort) {
    this.#port = port
    this.ended = new Promise((resolve, reject) => {
      port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const event = parseEvent(data)
        if (event.kind === 'finished') resolve(event.recording)
        else reject(new Error(say(sentenceOf(event.error))))
        this.#close()
      })
    })
    // Whoever waits is told; that nobody waits yet is no failure of its own.
    this.ended.catch(() => undefined)
    port.start()
    this.#timer = setInterval(() => this.#flush(), sendIntervalMs)
  }

  append(landmarks: FrameLandmarks): void {
    this.#frames.push(landmarks)
  }

  sendThumbnail(jpeg: Uint8Array<ArrayBuffer>): void {
    this.#post({ kind: 'thumbnail', jpeg })
  }

  /** Sends what is left. `ended` follows. */
  finish(ending: RecordingEnding, framesDropped: number): void {
    this.#flush()
    this.#post({ kind: 'finish', ending, framesDropped })
  }

  #flush(): void {
    if (this.#frames.length === 0) return
    this.#post({ kind: 'frames', frames: this.#frames })
    this.#frames = []
  }

  #post(request: RecordingRequest): void {
    this.#port.postMessage(request)
  }

  #close(): void {
    clearInterval(this.#timer)
    this.#port.close()
  }
}

function parseEvent(data: unknown): RecordingEvent {
  const parsed = checkMessage(recordingEventSchema, data)
  if (parsed.success) return parsed.data
  const message = t('live.recording.unknownAnswer')
  return { kind: 'failed', error: { name: 'Error', message } }
}
