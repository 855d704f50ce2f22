import {
  ALL_FORMATS,
  CanvasSink,
  EncodedPacketSink,
  Input,
  UrlSource,
  type InputVideoTrack,
} from 'mediabunny'
import type { KeyPicture, KeyPictureRequest } from './keyPictureProtocol'

// The entry of the maker of key pictures: a video's address in, small pictures of its key frames out.
// They are the cheapest pictures of a video, as nothing has to be decoded before them.

/** A worker's own end is used as a Worker is from outside. */
const page = self as unknown as Pick<Worker, 'addEventListener' | 'postMessage'>

/** Of a picture: seen for a moment only, while somebody drags. */
const longSidePx = 240
/** Container times are rounded: a key frame is meant also where it begins a little later. */
const toleranceS = 0.0005

let mayGo: Promise<void> = Promise.resolve()
let letGo = (): void => undefined

page.addEventListener('message', ({ data }: MessageEvent<KeyPictureRequest>) => {
  switch (data.kind) {
    case 'open':
      // Without them, whoever drags waits for the video itself: nothing that is worth a message.
      void makePictures(data.url, data.timesS).catch(() => undefined)
      break
    case 'hold':
      letGo()
      mayGo = new Promise((resolve) => (letGo = resolve))
      break
    case 'go':
      letGo()
      break
  }
})

async function makePictures(url: string, timesS: readonly number[]): Promise<void> {
  const source = new UrlSource(url, { getRetryDelay: () => null })
  const track = await new Input({ source, formats: ALL_FORMATS }).getPrimaryVideoTrack()
  if (!track || !(await track.canDecode())) return
  const sink = new CanvasSink(track, { ...(await smallSize(track)), fit: 'fill' })
  for await (const made of sink.canvasesAtTimestamps(keyTimes(track, timesS))) {
    if (!made) continue
    const image = (made.canvas as OffscreenCanvas).transferToImageBitmap()
    page.postMessage({ timeS: made.timestamp, image } satisfies KeyPicture, [image])
    await mayGo
  }
}

/** The times of the key frames before these times, each once. */
async function* keyTimes(
  track: InputVideoTrack,
  timesS: readonly number[],
): AsyncGenerator<number> {
  const packets = new EncodedPacketSink(track)
  const known = new Set<number>()
  for (const timeS of timesS) {
    await mayGo
    const packet = await packets.getKeyPacket(timeS + toleranceS, { metadataOnly: true })
    if (!packet || known.has(packet.timestamp)) continue
    known.add(packet.timestamp)
    yield packet.timestamp + toleranceS
  }
}

async function smallSize(track: InputVideoTrack): Promise<{ width: number; height: number }> {
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()]
  const share = Math.min(1, longSidePx / Math.max(width, height))
  return { width: Math.round(width * share), height: Math.round(height * share) }
}
