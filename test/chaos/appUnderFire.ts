import { setTimeout } from 'node:timers/promises'
import type { BatchSnapshot, BatchStatus } from '../../common/batch'
import type { Task } from '../../common/tasks'
import type {} from '../../renderer/window'
import { Studio } from '../app/studio'
import { settingsFor } from './undisturbed'
import { isAlive, until } from '../processes'

const pollMs = 50
/** A batch that does not move for so long will not move at all. */
const stallMs = 300_000
/** So long may a batch take to go on after a start of the app. */
const goesOnWithinMs = 60_000

/** The real app with one batch, which is killed and started again and always goes on by itself. */
export class AppUnderFire {
  /** How often a file was set aside because its worker ended twice, and put back in line. */
  setAside = 0
  readonly #onStatus: (status: BatchStatus) => void
  #studio: Studio

  private constructor(studio: Studio, onStatus: (status: BatchStatus) => void) {
    this.#studio = studio
    this.#onStatus = onStatus
  }

  static async start(
    folder: string,
    task: Task,
    onStatus: (status: BatchStatus) => void,
  ): Promise<AppUnderFire> {
    const studio = await Studio.launch()
    await studio.page.evaluate(
      (changes) => window.app.request('change-settings', changes),
      settingsFor(task),
    )
    await studio.drop(folder)
    await studio.phase('Ready to start')
    const app = new AppUnderFire(studio, onStatus)
    await app.#press(/^Start$/, 'ready')
    return app
  }

  /**
   * Waits until this share of the work is done, and retries what was set aside, as a person would.
   * Answers false if the whole batch is done before that; throws if it does not move.
   */
  async shareDone(share: number): Promise<boolean> {
    let moved = { progress: -1, atMs: performance.now() }
    for (;;) {
      const { status } = await this.#batch()
      const { progress } = status
      if (progress !== moved.progress) moved = { progress, atMs: performance.now() }
      if (performance.now() > moved.atMs + stallMs) throw new Error(stallText(status))
      if (progress >= share && status.phase === 'running') return true
      if (status.phase === 'finished') {
        const { failed } = status.counts
        if (failed === 0) return false
        this.setAside += failed
        await this.#press(/^Retry failed/, 'finished')
      }
      await setTimeout(pollMs)
    }
  }

  /** Kills a worker, whichever the number from 0 to 1 falls on; answers whether there was one. */
  async killWorker(which: number): Promise<boolean> {
    for (;;) {
      const processIds = await this.#studio.workerProcessIds()
      const victim = processIds[Math.floor(which * processIds.length)]
      if (victim !== undefined && kill(victim)) {
        await until(() => !isAlive(victim))
        return true
      }
      const { status } = await this.#batch()
      if (status.phase !== 'running') return false
      await setTimeout(pollMs)
    }
  }

  /** How many videos are in work. */
  async videosInWork(): Promise<number> {
    const { jobs } = await this.#batch()
    return jobs.filter(({ mediaKind, state }) => mediaKind === 'video' && state.kind === 'running')
      .length
  }

  /** Kills the whole app as a power cut would and starts it again: nobody presses anything. */
  async killApp(): Promise<void> {
    await this.#studio.kill()
    this.#studio = await Studio.launch(this.#studio.dataFolder)
    await this.#untilGoneOn()
  }

  async exportTo(path: string): Promise<void> {
    await this.#studio.answerSaveDialog(path)
    await this.#studio.button('Export…').click()
    await this.#studio.button('Save as…').click()
    await this.#studio.page.getByText('Show in folder').waitFor({ timeout: 60_000 })
  }

  async close(): Promise<void> {
    await this.#studio.close()
  }

  async #batch(): Promise<BatchSnapshot> {
    const batch = await this.#studio.batch()
    // A window that has just opened shows no batch yet.
    if (batch.status.phase !== 'empty') this.#onStatus(batch.status)
    return batch
  }

  async #untilGoneOn(): Promise<void> {
    const deadlineMs = performance.now() + goesOnWithinMs
    for (;;) {
      const { status } = await this.#batch()
      if (status.phase === 'running' || status.phase === 'finished') return
      if (performance.now() > deadlineMs) throw new Error(stallText(status))
      await setTimeout(pollMs)
    }
  }

  async #press(name: RegExp, phase: BatchStatus['phase']): Promise<void> {
    await this.#studio.page.getByRole('button', { name }).click()
    while ((await this.#batch()).status.phase === phase) await setTimeout(pollMs)
  }
}

function stallText(status: BatchStatus): string {
  return `The batch stands still: ${JSON.stringify(status)}`
}

/** A process may have ended by itself since it was listed. */
function kill(processId: number): boolean {
  try {
    return process.kill(processId, 'SIGKILL')
  } catch {
    return false
  }
}
