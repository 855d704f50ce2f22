import { setTimeout } from 'node:timers/promises'
import type { DelegateChoice } from '../../../common/live'
import type { Task } from '../../../common/tasks'
import type {} from '../../../renderer/window'
import { fakeCamera } from '../../app/fakeCamera'
import { LiveView } from '../../app/liveStudio'
import { Studio } from '../../app/studio'

/** What is tracked, and by what. */
export interface LiveLoad {
  readonly task: Task
  readonly delegate: DelegateChoice
}

/** People and their hands, to and fro. */
const scene = {
  ...{ name: 'bench-hands', photo: 4, wander: 0.03 },
  view: { x: 0.05, y: 0.05, width: 0.9 },
} as const

/** The numbers on the picture look back over three seconds. */
const settleMs = 4000

/** Starts the app in front of the camera, with its Batch view on screen. */
export async function launchLive(load: LiveLoad, dataFolder?: string): Promise<Studio> {
  const studio = await Studio.launch(dataFolder, await fakeCamera(scene))
  await studio.page.evaluate(changeSettings, load)
  return studio
}

/** Opens the Live view and lets somebody measure it once its numbers have settled. */
export async function whileTracking<T>(
  load: LiveLoad,
  measure: (studio: Studio, live: LiveView) => Promise<T>,
): Promise<T> {
  const studio = await launchLive(load)
  try {
    const live = new LiveView(studio)
    await live.open()
    await tracking(studio)
    return await measure(studio, live)
  } finally {
    await studio.close()
  }
}

/** Waits until frames are tracked by what will go on tracking them. */
async function tracking({ page }: Studio): Promise<void> {
  const numbers = page.locator('dl[aria-label=Numbers]', { hasText: /Latency\s*\d/ })
  await numbers.waitFor({ timeout: 60_000 })
  const trial = page.getByText('Finding out what is faster here')
  await trial.waitFor({ state: 'hidden', timeout: 60_000 })
  await setTimeout(settleMs)
}

/** Runs in the page. */
async function changeSettings({ task, delegate }: LiveLoad): Promise<void> {
  const { live } = await window.app.request('get-settings', undefined)
  await window.app.request('change-settings', { task, live: { ...live, delegate } })
}
