import { MessageChannelMain, type BrowserWindow, type MessagePortMain } from 'electron'
import type { PortChannel } from '../../common/ipc'
import type { RecordingPort } from '../recording/recordingPort'
import { sendPort } from './ipc'

/** Hands a window one end of a new channel and answers the other. */
export function openRecordingPort(window: BrowserWindow, channel: PortChannel): RecordingPort {
  const { port1, port2 } = new MessageChannelMain()
  sendPort(window, channel, port2)
  return toRecordingPort(port1)
}

function toRecordingPort(port: MessagePortMain): RecordingPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => void port.once('close', listener),
    start: () => port.start(),
    close: () => port.close(),
  }
}
