import { writeFileSync } from 'node:fs'
import { MessageChannel } from 'node:worker_threads'
import type { RecordingRequest } from '../../../common/recordingProtocol'
import { Library } from '../../../main/library/library'
import { Recordings } from '../../../main/recording/recordings'
import { handFrame, handsSetup, toRecordingPort } from './recordingPorts'

// A process of its own, for a test that kills it: records without an end, a frame every 10 ms in
// messages of five, and says on stdout which frame it has sent. With `--video`, only a video comes.
const [, , folder = '', only] = process.argv
const library = await Library.open(`${folder}/library.duckdb`)
writeFileSync(`${folder}/hand_landmarker.task`, 'a model')
const channels = new Map<string, MessageChannel>()
const recordings = new Recordings({
  ...{ library, modelFolders: { builtIn: folder }, videoFolder: `${folder}/recordings` },
  appVersion: '1.2.3',
  openPort(channel) {
    channels.set(channel, new MessageChannel())
    return toRecordingPort(channels.get(channel)!.port1)
  },
  onEnded: () => undefined,
  log: (text) => process.stderr.write(`${text}\n`),
})
await recordings.begin({ ...handsSetup, hasVideo: only === '--video' })
const port = channels.get('recording-port')!.port2
const video = channels.get('recording-video-port')?.port2
for (let start = 0; ; start += 5) {
  await new Promise((resolve) => setTimeout(resolve, 50))
  const frames = Array.from({ length: 5 }, (_, index) => handFrame(start + index, index % 3))
  const request = { kind: 'frames', frames } satisfies RecordingRequest
  if (video === undefined) port.postMessage(request)
  else video.postMessage({ kind: 'write', position: start, bytes: new Uint8Array(5) })
  process.stdout.write(`${start + 4} ${performance.now()}\n`)
}
