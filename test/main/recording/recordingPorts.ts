import type { MessagePort } from 'node:worker_threads'
import type { FrameLandmarks } from '../../../common/landmarks'
import type { RecordingSetup } from '../../../common/recording'
import { defaultTrackingOptions } from '../../../common/tasks'
import type { RecordingPort } from '../../../main/recording/recordingPort'
import { samplePart } from '../library/libraryRecords'

export const handsSetup: RecordingSetup = {
  options: defaultTrackingOptions('hands'),
  smoothing: 'light',
  camera: 'A camera (046d:0825)',
  ...{ widthPx: 1280, heightPx: 720, framesPerSecond: 30 },
  delegate: 'CPU',
  isViewMirrored: true,
  hasVideo: false,
}

export function handFrame(frame: number, hands = 1): FrameLandmarks {
  const parts = Array.from({ length: hands }, (_, subject) => samplePart('hand', subject, frame))
  return { frame, timestampUs: frame * 33_333, parts }
}

export function toRecordingPort(port: MessagePort): RecordingPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.once('close', listener),
    start: () => port.start(),
    close: () => port.close(),
  }
}
