import { setTimeout } from 'node:timers/promises'
import type { BatchStatus } from '../../common/batch'
import type { Task } from '../../common/tasks'
import type {} from '../../renderer/window'
import { Studio } from '../app/studio'
import { isAlive, until } from '../processes'

const pollMs = 50
/** A batch that does not move for so long will not move at all. */
const stallMs = 300_000

/** The real app with one batch, which is killed and started again and always goes on. */
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
      (chosen) => window.app.request('change-settings', { task: chosen }),
      task,
    )
    await studio.drop(folder)
    await studio.phase('Ready to start')
    const app = new AppUnderFire(studio, onStatus)
    await app.#press(/^Start$/, 'ready')
    return app
  }

  /**
   * Does what a person would do until so many files are done: starts what waits, retries what was
   * set aside. Answers false if the whole batch is done before that; throws if it does not move.
   */
  async filesDone(count: number): Promise<boolean> {
    let moved = { done: -1, atMs: performance.now() }
    for (;;) {
      const status = await this.#status()
      const { done } = status.counts
      if (done !== moved.done) moved = { done, atMs: performance.now() }
      if (performance.now() > moved.atMs + stallMs) throw new Error(stallText(status))
      if (done >= count && status.phase === 'running') return true
      if (status.phase === 'ready') await this.#press(/^Start$/, 'ready')
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
      const { phase } = await this.#status()
      if (phase !== 'running') return false
      await setTimeout(pollMs)
    }
  }

  /** Kills the whole app as a power cut would, starts it again and opens the batch. */
  async killApp(): Promise<void> {
    const processIds = await this.#studio.allProcessIds()
    this.#studio.app.process().kill('SIGKILL')
    await until(() => !processIds.some(isAlive))
    this.#studio = await Studio.launch(this.#studio.dataFolder)
    await this.#studio.button('Earlier batches').click()
    await this.#studio.page.getByRole('button', { name: /many photos/ }).click()
    await this.#untilPhaseIsNot('empty')
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

  async #status(): Promise<BatchStatus> {
    const { status } = await this.#studio.page.evaluate(() =>
      window.app.request('get-batch', undefined),
    )
    // A window that has just opened shows no batch yet.
    if (status.phase !== 'empty') this.#onStatus(status)
    return status
  }

  async #press(name: RegExp, phase: BatchStatus['phase']): Promise<void> {
    await this.#studio.page.getByRole('button', { name }).click()
    await this.#untilPhaseIsNot(phase)
  }

  async #untilPhaseIsNot(phase: BatchStatus['phase']): Promise<void> {
    while ((await this.#status()).phase === phase) await setTimeout(pollMs)
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
