import { sentenceOf } from '../../common/errors'
import type { CallAnswer, CallArgument, CallChannel } from '../../common/ipc'
import { useNotices } from './notices'

type PageCallChannel = Exclude<CallChannel, 'add-paths'>

/** Sends an order to main. A failure is shown as a notice, and the answer is then undefined. */
export async function request<C extends PageCallChannel>(
  channel: C,
  argument: CallArgument<C>,
): Promise<CallAnswer<C> | undefined> {
  try {
    return await window.app.request(channel, argument)
  } catch (error) {
    showFailure(error)
    return undefined
  }
}

/** Shows why something did not work, once. */
export function showFailure(error: unknown): void {
  useNotices().showError(sentenceOf(error))
}
