import { readFile, rm } from 'node:fs/promises'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Annotator, StartAnnotator } from '../export/annotator'

/** Draws landmarks on photos, one after the other, in a process that stays once it was needed. */
export class PhotoDrawings {
  readonly #start: StartAnnotator
  #annotator: Annotator | undefined
  #last: Promise<unknown> = Promise.resolve()
  #isClosed = false

  constructor(start: StartAnnotator) {
    this.#start = start
  }

  /** The photo with its landmarks, upright and in its own size, as PNG. */
  draw(path: string, landmarks: FrameLandmarks): Promise<Buffer> {
    const drawing = this.#last.then(() => this.#draw(path, landmarks))
    this.#last = drawing.catch(() => undefined)
    return drawing
  }

  /** Ends the process; who waits is told. */
  close(): void {
    this.#isClosed = true
    this.#annotator?.close()
  }

  async #draw(path: string, landmarks: FrameLandmarks): Promise<Buffer> {
    if (this.#isClosed) throw new Error('The service is being stopped.')
    if (!this.#annotator?.isRunning) this.#annotator = this.#start()
    const targetPath = `${path}.png`
    const job = { path, mediaKind: 'photo', targetPath, videoSampling } as const
    try {
      await this.#annotator.annotate(job, only(landmarks), () => undefined)
      return await readFile(targetPath)
    } finally {
      await rm(targetPath, { force: true })
    }
  }
}

/** Says nothing for a photo. */
const videoSampling = { kind: 'every-frame' } as const

// eslint-disable-next-line @typescript-eslint/require-await -- what is read from a library comes so
async function* only(landmarks: FrameLandmarks): AsyncGenerator<FrameLandmarks> {
  yield landmarks
}
