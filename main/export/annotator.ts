import {
  annotationEventSchema,
  type AnnotationEvent,
  type AnnotationJob,
  type AnnotationRequest,
} from '../../common/annotationProtocol'
import { checkMessage } from '../../common/checkMessage'
import { sentenceOf } from '../../common/errors'
import type { FrameLandmarks } from '../../common/landmarks'
import { sentence, SentenceError, type Sentence } from '../../common/sentence'
import type { ProcessConnection } from '../pool/workerConnection'

/** Starts a process that draws, whichever host runs it. */
export type StartAnnotator = () => Annotator

/** Frames that are in memory here at a time. */
const framesPerPortion = 32

interface DrawingInWork {
  readonly landmarks: AsyncIterator<FrameLandmarks>
  readonly onProgress: (frames: number) => void
  readonly resolve: (frames: number) => void
  readonly reject: (error: Error) => void
}

/** Main's end of a process that draws: landmarks go in as it asks for them, pictures never. */
export class Annotator {
  readonly #connection: ProcessConnection<AnnotationRequest>
  readonly #log: (text: string) => void
  #work: DrawingInWork | undefined
  #endReason: Sentence | undefined

  /** @param connection to a process that has just been started. */
  constructor(connection: ProcessConnection<AnnotationRequest>, log: (text: string) => void) {
    this.#connection = connection
    this.#log = log
    this.#connection.onMessage((message) => this.#receive(message))
    this.#connection.onExit((reason) => {
      this.#endReason = reason
      this.#fail(this.#ended())
    })
  }

  /** False once the process has ended: what is left then needs another one. */
  get isRunning(): boolean {
    return this.#endReason === undefined
  }

  /**
   * Draws one file at a time. Answers how many frames were drawn; rejects with a sentence for people.
   *
   * @param landmarks those of the file, in order of time.
   * @param onProgress is told how many frames are drawn so far.
   */
  async annotate(
    job: AnnotationJob,
    landmarks: AsyncIterable<FrameLandmarks>,
    onProgress: (frames: number) => void,
  ): Promise<number> {
    if (!this.isRunning) throw this.#ended()
    const iterator = landmarks[Symbol.asyncIterator]()
    try {
      return await new Promise<number>((resolve, reject) => {
        this.#work = { landmarks: iterator, onProgress, resolve, reject }
        this.#connection.post({ kind: 'annotate', job })
      })
    } finally {
      this.#work = undefined
      await iterator.return?.()
    }
  }

  /** Ends the process at once, whatever it is doing. */
  close(): void {
    this.#connection.kill()
  }

  #ended(): Error {
    const reason = this.#endReason ?? ''
    return new SentenceError(sentence('sentences.export.drawingEnded', { reason }))
  }

  #receive(message: unknown): void {
    const parsed = checkMessage(annotationEventSchema, message)
    if (parsed.success) return this.#handle(parsed.data)
    this.#log(`A message of the annotator does not fit the protocol: ${parsed.error.message}`)
    this.close()
  }

  #handle(event: AnnotationEvent): void {
    switch (event.kind) {
      case 'wants-landmarks':
        if (this.#work) void this.#sendLandmarks(this.#work)
        return
      case 'progress':
        return this.#work?.onProgress(event.frames)
      case 'finished':
        return this.#work?.resolve(event.frames)
      case 'failed':
        this.#log(event.error.stack ?? event.error.message)
        return this.#fail(new SentenceError(sentenceOf(event.error)))
      case 'log':
        return this.#log(event.text)
    }
  }

  async #sendLandmarks({ landmarks, reject }: DrawingInWork): Promise<void> {
    try {
      const frames: FrameLandmarks[] = []
      let isLast = false
      while (frames.length < framesPerPortion && !isLast) {
        const next = await landmarks.next()
        if (next.done) isLast = true
        else frames.push(next.value)
      }
      if (this.isRunning) this.#connection.post({ kind: 'landmarks', frames, isLast })
    } catch (error) {
      reject(error as Error)
      // It waits for landmarks that cannot come.
      this.close()
    }
  }

  #fail(error: Error): void {
    this.#work?.reject(error)
  }
}
