import type { FrameLandmarks } from '../../../../common/landmarks'
import type { ShownPicture } from '../pictures'
import type { KeyPicture, KeyPictureRequest } from './keyPictureProtocol'

/**
 * 80 MB, as they are kept ready to draw: decoding one would take half the time there is for an answer.
 * Closer together than ten seconds in an hour and a half.
 */
const mostPictures = 600
/** Who drags goes on doing so: the maker begins again only when all has been still for so long. */
const stillMs = 300

type Landmarks = Promise<FrameLandmarks | undefined>

interface KeyFrame extends KeyPicture {
  /** Undefined from an edit on, until somebody looks at it. */
  landmarks: Landmarks | undefined
}

export interface KeyPicturesOptions {
  readonly url: string
  readonly durationS: number
  /** The landmarks of the frame that is shown at this time; undefined if it is trimmed away. */
  readonly readLandmarks: (timeS: number) => Landmarks
  /** Told with each picture how many there are. */
  readonly onMade: (count: number) => void
}

/**
 * Small pictures of a video's key frames with their landmarks, made in the background while nothing else
 * is wanted of the processor: coarsely over the whole video first, then ever finer. Whoever jumps sees one
 * of them at once, where decoding the very frame takes half a second.
 */
export class KeyPictures {
  readonly #options: KeyPicturesOptions
  readonly #worker = new Worker(new URL('./keyPictures.worker.ts', import.meta.url))
  /** By their time, rising. */
  readonly #made: KeyFrame[] = []
  #going: ReturnType<typeof setTimeout> | undefined

  constructor(options: KeyPicturesOptions) {
    this.#options = options
    this.#worker.addEventListener('message', ({ data }: MessageEvent<KeyPicture>) => {
      this.#add(data)
    })
    const timesS = coarseToFine(options.durationS)
    this.#post({ kind: 'open', url: options.url, timesS })
  }

  /** The nearest to this time, and its landmarks; undefined as long as there is none. */
  async near(
    timeS: number,
  ): Promise<{ picture: ShownPicture; landmarks: FrameLandmarks | undefined } | undefined> {
    const nearest = nearestTo(this.#made, timeS)
    if (nearest === undefined) return undefined
    nearest.landmarks ??= this.#options.readLandmarks(nearest.timeS)
    const { image } = nearest
    const picture = { image, widthPx: image.width, heightPx: image.height, timeS: nearest.timeS }
    return { picture, landmarks: await nearest.landmarks }
  }

  /** After an edit, landmarks are to be read anew. */
  forgetLandmarks(): void {
    for (const keyFrame of this.#made) keyFrame.landmarks = undefined
  }

  /** Leaves the processor to what is wanted now. */
  hold(): void {
    clearTimeout(this.#going)
    this.#post({ kind: 'hold' })
  }

  /** Nothing is wanted any more: after a while, more pictures are made. */
  goOn(): void {
    clearTimeout(this.#going)
    this.#going = setTimeout(() => this.#post({ kind: 'go' }), stillMs)
  }

  close(): void {
    clearTimeout(this.#going)
    this.#worker.terminate()
    for (const { image } of this.#made) image.close()
  }

  #add(picture: KeyPicture): void {
    const landmarks = this.#options.readLandmarks(picture.timeS)
    this.#made.splice(countUpTo(this.#made, picture.timeS), 0, { ...picture, landmarks })
    this.#options.onMade(this.#made.length)
  }

  #post(request: KeyPictureRequest): void {
    this.#worker.postMessage(request)
  }
}

/** Times from 0 to the end: few that lie far apart, then those between them, and so on. */
export function coarseToFine(durationS: number): number[] {
  const count = Math.max(1, Math.min(mostPictures, Math.ceil(durationS / shortestStepS)))
  const times: number[] = []
  const coarsest = 32
  for (let step = coarsest; step >= 1; step /= 2) {
    for (let index = 0; index < count; index += step) {
      const isNew = step === coarsest || index % (2 * step) !== 0
      if (isNew) times.push((index * durationS) / count)
    }
  }
  return times
}

/** Key frames rarely lie closer together. */
const shortestStepS = 0.5

function nearestTo(pictures: readonly KeyFrame[], timeS: number): KeyFrame | undefined {
  const after = countUpTo(pictures, timeS)
  const [before, next] = [pictures[after - 1], pictures[after]]
  if (!before || !next) return before ?? next
  return timeS - before.timeS <= next.timeS - timeS ? before : next
}

function countUpTo(pictures: readonly KeyPicture[], timeS: number): number {
  const index = pictures.findIndex((picture) => picture.timeS > timeS)
  return index < 0 ? pictures.length : index
}
