import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  Output,
  Quality,
  WebMOutputFormat,
  type AudioCodec,
  type OutputFormat,
} from 'mediabunny'
import { registerMediabunnyServer } from '@mediabunny/server'
import { videoSources } from './sources'
import { once } from './specimen'

/** An MP4 in fragments, each with an index of its own, as streams are cut into. */
export const fragmentedVideo = once(async () =>
  remux(await videoSources.mp4(), new Mp4OutputFormat({ fastStart: 'fragmented' })),
)

/** A WebM whose writer never knew how long it would be. */
export const liveRecording = once(async () =>
  remux(await videoSources.webm(), new WebMOutputFormat({ appendOnly: true })),
)

/** Half a second of silence. */
export async function sound(codec: AudioCodec, format: OutputFormat): Promise<Buffer> {
  registerMediabunnyServer({ hardwareContext: null })
  const target = new BufferTarget()
  const output = new Output({ format, target })
  const source = new AudioSampleSource({ codec, quality: new Quality('medium') })
  output.addAudioTrack(source)
  await output.start()
  const shape = { format: 'f32', sampleRate: 48_000, numberOfChannels: 1, timestamp: 0 } as const
  using sample = new AudioSample({ ...shape, data: new Float32Array(24_000) })
  await source.add(sample)
  await output.finalize()
  return Buffer.from(target.buffer!)
}

/** The same pictures, not encoded anew, in another container. */
async function remux(bytes: Buffer, format: OutputFormat): Promise<Buffer> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  const track = (await input.getPrimaryVideoTrack())!
  const target = new BufferTarget()
  const output = new Output({ format, target })
  const source = new EncodedVideoPacketSource((await track.getCodec())!)
  output.addVideoTrack(source)
  await output.start()
  const decoderConfig = (await track.getDecoderConfig())!
  for await (const packet of new EncodedPacketSink(track).packets()) {
    await source.add(packet, { decoderConfig })
  }
  await output.finalize()
  input.dispose()
  return Buffer.from(target.buffer!)
}
