import { ALL_FORMATS, CanvasSink, EncodedPacketSink, Input, UrlSource } from 'mediabunny'
import { t } from '../../locale'

/** One upright picture, good until the next one is asked for. */
export interface ShownPicture {
  readonly image: CanvasImageSource
  readonly widthPx: number
  readonly heightPx: number
  /** Presentation time in seconds; 0 of a photo. */
  readonly timeS: number
}

/** The pictures of a photo or video. */
export interface Pictures {
  /** The one that is shown at this time; null if there is none. */
  at(timeS: number): Promise<ShownPicture | null>
  /** One near this time that is there at once: the key frame before it. */
  near(timeS: number): Promise<ShownPicture | null>
  close(): void
}

/** Container times are rounded: a frame is meant also where it begins a little later. */
const toleranceS = 0.0005
/** From here on, a jump forwards is quicker than decoding all that lies between. */
const farS = 1

/** Rejects with a sentence for people where the photo cannot be shown. */
export async function openPhoto(url: string): Promise<Pictures> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(t('review.picture.photoGone'))
  const image = await createImageBitmap(await response.blob(), { imageOrientation: 'from-image' })
  const picture = { image, widthPx: image.width, heightPx: image.height, timeS: 0 }
  const show = (): Promise<ShownPicture> => Promise.resolve(picture)
  return { at: show, near: show, close: () => image.close() }
}

/** Rejects with a sentence for people where the video cannot be shown. */
export async function openVideo(url: string): Promise<Pictures> {
  if (!(await fetch(url, { method: 'GET', headers: { Range: 'bytes=0-0' } })).ok) {
    throw new Error(t('review.picture.videoGone'))
  }
  const source = new UrlSource(url, { getRetryDelay: () => null })
  const input = new Input({ source, formats: ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  if (!track) throw new Error(t('review.picture.none'))
  if (!(await track.canDecode())) {
    const codec = (await track.getCodec()) ?? t('review.picture.unknownMethod')
    input.dispose()
    throw new Error(t('review.picture.codec', { codec }))
  }
  return new VideoPictures(
    input,
    new CanvasSink(track, { poolSize: 3 }),
    new EncodedPacketSink(track),
  )
}

type Canvases = ReturnType<CanvasSink['canvases']>

class VideoPictures implements Pictures {
  readonly #input: Input
  readonly #sink: CanvasSink
  readonly #packets: EncodedPacketSink
  #ahead: Canvases | undefined
  #current: ShownPicture | undefined
  #next: ShownPicture | undefined

  constructor(input: Input, sink: CanvasSink, packets: EncodedPacketSink) {
    this.#input = input
    this.#sink = sink
    this.#packets = packets
  }

  /** Steps forwards decode what comes next; everything else begins at a key frame again. */
  async at(timeS: number): Promise<ShownPicture | null> {
    const wantedS = timeS + toleranceS
    if (!this.#current || wantedS < this.#current.timeS || wantedS > this.#current.timeS + farS) {
      await this.#restart(wantedS)
    }
    while (this.#next && this.#next.timeS <= wantedS) await this.#step()
    return this.#current ?? null
  }

  async near(timeS: number): Promise<ShownPicture | null> {
    const packet = await this.#packets.getKeyPacket(timeS + toleranceS)
    if (!packet) return null
    const wrapped = await this.#sink.getCanvas(packet.timestamp + toleranceS)
    return wrapped && shown(wrapped)
  }

  close(): void {
    void this.#ahead?.return()
    this.#input.dispose()
  }

  async #restart(timeS: number): Promise<void> {
    await this.#ahead?.return()
    this.#ahead = this.#sink.canvases(timeS)
    this.#current = await this.#read()
    this.#next = await this.#read()
  }

  async #step(): Promise<void> {
    this.#current = this.#next
    this.#next = await this.#read()
  }

  async #read(): Promise<ShownPicture | undefined> {
    const { value } = (await this.#ahead?.next()) ?? {}
    return value ? shown(value) : undefined
  }
}

interface Wrapped {
  readonly canvas: HTMLCanvasElement | OffscreenCanvas
  readonly timestamp: number
}

function shown({ canvas, timestamp }: Wrapped): ShownPicture {
  return { image: canvas, widthPx: canvas.width, heightPx: canvas.height, timeS: timestamp }
}
