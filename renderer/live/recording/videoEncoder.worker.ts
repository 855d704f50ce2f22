import {
  Output,
  StreamTarget,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
  type StreamTargetChunk,
} from 'mediabunny'
import { sentenceOf, toWireError } from '../../../common/errors'
import { videoReplySchema, type VideoRequest } from '../../../common/recordingProtocol'
import { SentenceError } from '../../../common/sentence'
import type { EncoderEvent, EncoderRequest } from './videoProtocol'

// The entry of the video encoder: frames in, a WebM file out to main, piece by piece as it comes.

/** A worker's own end is used as a Worker is from outside. */
const page = self as unknown as Pick<Worker, 'addEventListener' | 'postMessage'>

/** A piece of the file on its way to main: about a second of video, so a crash costs no more. */
const pieceBytes = 2 ** 18
/** Where the encoder is slower than the camera, frames are left out rather than piled up. */
const mostWaitingFrames = 4

interface Encoding {
  readonly output: Output
  readonly source: VideoSampleSource
  readonly port: MessagePort
}

let encoding: Encoding | undefined
let waitingFrames = 0
/** Everything happens one after the other. */
let lastStep: Promise<void> = Promise.resolve()

page.addEventListener('message', ({ data }: MessageEvent<EncoderRequest>) => {
  if (data.kind === 'encode' && waitingFrames >= mostWaitingFrames) {
    data.picture.close()
    return
  }
  if (data.kind === 'encode') waitingFrames += 1
  lastStep = lastStep
    .then(() => handle(data))
    .catch((error: unknown) => send({ kind: 'failed', error: toWireError(error) }))
})

function send(event: EncoderEvent): void {
  page.postMessage(event)
}

async function handle(request: EncoderRequest): Promise<void> {
  switch (request.kind) {
    case 'open':
      encoding = await open(request)
      break
    case 'encode':
      await encode(request).finally(() => (waitingFrames -= 1))
      break
    case 'finish':
      await encoding?.output.finalize()
      send({ kind: 'finished' })
      break
  }
}

async function open(request: Extract<EncoderRequest, { kind: 'open' }>): Promise<Encoding> {
  const { port } = request
  const target = new StreamTarget(createSink(port), { chunked: true, chunkSize: pieceBytes })
  const output = new Output({ format: new WebMOutputFormat(), target })
  const source = new VideoSampleSource({
    codec: 'vp8',
    bitrate: 4_000_000,
    keyFrameInterval: 1,
    latencyMode: 'realtime',
    // A camera may turn its picture in mid-recording.
    sizeChangeBehavior: 'contain',
  })
  output.addVideoTrack(source)
  await output.start()
  return { output, source, port }
}

async function encode(request: Extract<EncoderRequest, { kind: 'encode' }>): Promise<void> {
  const sample = new VideoSample(request.picture, { timestamp: request.timestampUs / 1e6 })
  try {
    await encoding?.source.add(sample)
  } finally {
    sample.close()
    request.picture.close()
  }
}

/** Sends pieces to main, the next one when the last one is on disk. */
function createSink(port: MessagePort): WritableStream<StreamTargetChunk> {
  const ask = (request: VideoRequest): Promise<void> =>
    new Promise((resolve, reject) => {
      port.onmessage = ({ data }: MessageEvent<unknown>) => {
        const reply = videoReplySchema.parse(data)
        if (reply.kind === 'written') resolve()
        else reject(new SentenceError(sentenceOf(reply.error)))
      }
      port.postMessage(request)
    })
  return new WritableStream({
    write: ({ position, data: bytes }) => ask({ kind: 'write', position, bytes }),
    close: () => ask({ kind: 'end' }),
    abort: () => port.close(),
  })
}
