import { setTimeout } from 'node:timers/promises'
import { isOver, type ServiceJob } from '../../../common/service/job'

const lookEveryMs = 200
const heartbeatEveryMs = 15_000

/**
 * A job as server-sent events: whenever it has changed, until it is over. While nothing changes, a
 * comment now and then tells both sides that the other one is still there.
 */
export async function* jobEvents(
  readJob: () => Promise<ServiceJob>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let told = ''
  let toldAtMs = performance.now()
  while (!signal.aborted) {
    const job = await readJob()
    const text = JSON.stringify(job)
    const isHeartbeat = text === told
    if (!isHeartbeat || performance.now() - toldAtMs >= heartbeatEveryMs) {
      yield isHeartbeat ? ': still there\n\n' : `data: ${text}\n\n`
      told = text
      toldAtMs = performance.now()
    }
    if (isOver(job)) return
    // Whoever goes wakes it up: then the loop ends.
    await setTimeout(lookEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
