import { dirname, join } from 'node:path'
import {
  ALL_FORMATS,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  FilePathTarget,
  Input,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import { constantRate, makeVideo } from '../../media'

const framesPerSecond = 30

/**
 * A 1080p video of so many minutes with a key frame a second, as our recordings have them: one
 * second of pictures, encoded once and repeated. Answers its path.
 */
export async function makeLongVideo(minutes: number): Promise<string> {
  const second = await makeVideo({
    ...{ name: 'second-1080p.mp4', codec: 'avc', photo: 4, widthPx: 1920, heightPx: 1080 },
    timestampsS: constantRate(framesPerSecond, framesPerSecond),
  })
  const path = join(dirname(second), `${minutes}-min-1080p.mp4`)
  await repeat(second, path, minutes * 60)
  return path
}

async function repeat(second: string, path: string, times: number): Promise<void> {
  const input = new Input({ source: new FilePathSource(second), formats: ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  if (!track) throw new Error('The second has no pictures.')
  const packets: EncodedPacket[] = []
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet)
  const output = new Output({ format: new Mp4OutputFormat(), target: new FilePathTarget(path) })
  const source = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(source, { frameRate: framesPerSecond })
  await output.start()
  const decoderConfig = await track.getDecoderConfig()
  if (!decoderConfig) throw new Error('The second cannot be decoded.')
  for (let second = 0; second < times; second += 1) {
    for (const packet of packets) {
      const shifted = packet.clone({ timestamp: packet.timestamp + second })
      await source.add(shifted, { decoderConfig })
    }
  }
  await output.finalize()
  input.dispose()
}
