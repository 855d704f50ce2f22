import { sentenceOf } from '../../../common/errors'
import { say } from '../../locale'
import type { EncoderEvent, EncoderRequest } from './videoProtocol'

/** The page's end of a video encoder, which writes the camera's picture to main's port. */
export class VideoClient {
  /** Resolves when the file is complete; rejects with why it is not. */
  readonly #finished: Promise<void>
  readonly #worker = new Worker(new URL('./videoEncoder.worker.ts', import.meta.url))

  constructor(port: MessagePort) {
    this.#finished = new Promise((resolve, reject) => {
      const fail = (message: string): void => reject(new Error(message))
      this.#worker.addEventListener('message', ({ data }: MessageEvent<EncoderEvent>) => {
        if (data.kind === 'finished') resolve()
        else fail(say(sentenceOf(data.error)))
      })
      this.#worker.addEventListener('error', ({ message }) => fail(message))
    })
    // Whoever waits is told; that nobody waits yet is no failure of its own.
    this.#finished.catch(() => undefined)
    this.#post({ kind: 'open', port }, [port])
  }

  /** Adds a share of the picture. The time counts from the recording's start. */
  add(picture: VideoFrame, timestampUs: number): void {
    const share = picture.clone()
    this.#post({ kind: 'encode', picture: share, timestampUs }, [share])
  }

  /** Completes the file and ends the encoder. */
  async finish(): Promise<void> {
    this.#post({ kind: 'finish' })
    await this.#finished.finally(() => this.close())
  }

  /** Ends the encoder; main completes the file with what it has. */
  close(): void {
    this.#worker.terminate()
  }

  #post(request: EncoderRequest, transfer: Transferable[] = []): void {
    this.#worker.postMessage(request, transfer)
  }
}
