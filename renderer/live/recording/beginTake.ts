import type { RecordingSetup } from '../../../common/recording'
import { onPort } from '../../ports'
import { request } from '../../stores/request'
import { RecordingClient } from './recordingClient'
import { Take } from './take'
import { thumbnailOf } from './thumbnail'
import { VideoClient } from './videoClient'

/** Begins a recording; undefined if main refused it, which is then on screen. */
export async function beginTake(setup: RecordingSetup): Promise<Take | undefined> {
  // Main hands over the ports before it answers, but the page may hear of them later.
  const port = nextPort('recording-port')
  const videoPort = setup.hasVideo ? nextPort('recording-video-port') : undefined
  const begun = await request('begin-recording', setup)
  if (!begun) {
    port.cancel()
    videoPort?.cancel()
    return undefined
  }
  const client = new RecordingClient(await port.port)
  const video = videoPort ? new VideoClient(await videoPort.port) : null
  return new Take(client, video, thumbnailOf)
}

interface ComingPort {
  readonly port: Promise<MessagePort>
  cancel(): void
}

function nextPort(channel: Parameters<typeof onPort>[0]): ComingPort {
  let cancel = (): void => undefined
  const port = new Promise<MessagePort>((resolve) => {
    cancel = onPort(channel, (port) => {
      cancel()
      resolve(port)
    })
  })
  return { port, cancel: () => cancel() }
}
