import {
  ipcMain,
  type BrowserWindow,
  type IpcMainInvokeEvent,
  type MessagePortMain,
} from 'electron'
import { checkMessage } from '../../common/checkMessage'
import { toWireError } from '../../common/errors'
import {
  calls,
  type CallAnswer,
  type CallArgument,
  type CallChannel,
  type CallReply,
  type EventChannel,
  type EventPayload,
  type PortChannel,
} from '../../common/ipc'
import { isAppPage } from './appPage'

export type Handlers = {
  readonly [C in CallChannel]: (
    argument: CallArgument<C>,
    window: BrowserWindow,
  ) => CallAnswer<C> | Promise<CallAnswer<C>>
}

/**
 * Answers every call of the contract. A call from anything but the app's own page, or one whose
 * argument does not fit the contract, is refused before its handler sees it.
 *
 * @param handlers calls wait until they are there.
 * @param windowOf finds the window that a page belongs to.
 * @param log receives what went wrong, stack and all; the page gets one sentence.
 */
export function handleCalls(
  handlers: Promise<Handlers>,
  windowOf: (event: IpcMainInvokeEvent) => BrowserWindow | null,
  log: (text: string) => void,
): void {
  for (const channel of Object.keys(calls) as CallChannel[]) {
    ipcMain.handle(channel, async (event, argument: unknown): Promise<CallReply<CallChannel>> => {
      try {
        const window = windowOf(event)
        if (window === null || !isAppPage(event.senderFrame)) throw new Error('Unknown sender.')
        return { ok: true, value: await answer(await handlers, channel, argument, window) }
      } catch (error) {
        log(`${channel}: ${error instanceof Error ? error.stack : String(error)}`)
        return { ok: false, error: toWireError(error) }
      }
    })
  }
}

async function answer<C extends CallChannel>(
  handlers: Handlers,
  channel: C,
  argument: unknown,
  window: BrowserWindow,
): Promise<CallAnswer<C>> {
  const parsed = checkMessage(calls[channel].argument, argument)
  if (!parsed.success) throw new Error(`"${channel}" was asked with an argument that does not fit.`)
  return handlers[channel](parsed.data as CallArgument<C>, window)
}

/** Announces a fact to a window; nothing happens if its page is gone. */
export function send<C extends EventChannel>(
  window: BrowserWindow,
  channel: C,
  payload: EventPayload<C>,
): void {
  if (canHear(window)) window.webContents.send(channel, payload)
}

/**
 * Hands a window one end of a channel; the other end's owner then talks to the page directly. If
 * its page is gone, the channel is closed.
 */
export function sendPort(window: BrowserWindow, channel: PortChannel, port: MessagePortMain): void {
  if (canHear(window)) window.webContents.postMessage(channel, null, [port])
  else port.close()
}

function canHear(window: BrowserWindow): boolean {
  return !window.isDestroyed() && !window.webContents.isCrashed()
}
