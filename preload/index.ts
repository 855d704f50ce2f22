import '../common/zodWithoutEval'
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { checkMessage } from '../common/checkMessage'
import {
  calls,
  events,
  portChannels,
  type CallAnswer,
  type CallArgument,
  type CallChannel,
  type CallReply,
  type EventChannel,
  type EventPayload,
} from '../common/ipc'

/** Paths are only ever taken from files that a person dropped, so the page may not name them. */
type PageCallChannel = Exclude<CallChannel, 'add-paths'>

async function invoke<C extends CallChannel>(
  channel: C,
  argument: CallArgument<C>,
): Promise<CallAnswer<C>> {
  const reply = (await ipcRenderer.invoke(channel, argument)) as CallReply<C>
  if (reply.ok) return reply.value
  throw reply.error
}

const bridge = {
  /** Asks main; rejects with a `WireError`: of an `Error` the page would get its message alone. */
  request<C extends PageCallChannel>(
    channel: C,
    argument: CallArgument<C>,
  ): Promise<CallAnswer<C>> {
    if (!Object.hasOwn(calls, channel) || (channel as CallChannel) === 'add-paths') {
      return Promise.reject(new Error(`No such call: ${channel}`))
    }
    return invoke(channel, argument)
  },

  /**
   * Listens to main; answers a function that ends the subscription. What does not fit the contract
   * is not passed on.
   */
  on<C extends EventChannel>(channel: C, listener: (payload: EventPayload<C>) => void): () => void {
    if (!Object.hasOwn(events, channel)) throw new Error(`No such event: ${channel}`)
    const forward = (_event: unknown, payload: unknown): void => {
      const parsed = checkMessage(events[channel], payload)
      if (parsed.success) listener(parsed.data as EventPayload<C>)
      else console.error(`"${channel}" told something that does not fit.`)
    }
    ipcRenderer.on(channel, forward)
    return () => void ipcRenderer.off(channel, forward)
  },

  /** Adds files and folders that were dropped on the window or chosen in it. */
  async addDroppedFiles(files: readonly File[]): Promise<void> {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    if (paths.length > 0) await invoke('add-paths', paths)
  },
}

export type AppBridge = typeof bridge

contextBridge.exposeInMainWorld('app', bridge)

// A MessagePort cannot cross the context bridge; it can be posted to the page's own window, where
// it arrives as a `message` event whose data names the channel.
for (const channel of portChannels) {
  ipcRenderer.on(channel, (event) => {
    window.postMessage({ channel }, window.location.origin, event.ports)
  })
}
