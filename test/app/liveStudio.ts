import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LiveSettings } from '../../common/live'
import { defaultLiveSettings } from '../../common/live'
import type { Settings } from '../../common/settings'
import type {} from '../../renderer/window'
import { until } from '../processes'
import { readCsv } from './csv'
import { fakeCamera, type CameraScene } from './fakeCamera'
import { makeFolder } from './folders'
import { Studio } from './studio'

/** Starts the app with a camera that sees the scene, and these settings. */
export async function launchWithCamera(
  scene: CameraScene,
  settings: Partial<Omit<Settings, 'live'>> & { readonly live?: Partial<LiveSettings> } = {},
): Promise<Studio> {
  const studio = await Studio.launch(undefined, await fakeCamera(scene))
  const live = { ...defaultLiveSettings, delegate: 'CPU', ...settings.live } as const
  await studio.page.evaluate((changes) => window.app.request('change-settings', changes), {
    ...settings,
    live,
  })
  return studio
}

/** The Live view, as somebody uses it. */
export class LiveView {
  readonly #studio: Studio

  constructor(studio: Studio) {
    this.#studio = studio
  }

  async open(): Promise<void> {
    await this.show('Live')
    await this.#studio.page.getByRole('region', { name: 'Camera' }).waitFor()
  }

  async show(view: 'Live' | 'Batch'): Promise<void> {
    const views = this.#studio.page.getByRole('navigation', { name: 'View' })
    await views.getByRole('button', { name: view }).click()
  }

  /** What the numbers on the picture say of one thing. */
  async number(name: string): Promise<string> {
    const numbers = this.#studio.page.getByLabel('Numbers', { exact: true })
    const term = numbers.locator('dt', { hasText: name })
    return term.locator('xpath=following-sibling::dd[1]').innerText()
  }

  /** Waits until frames are being tracked. */
  async tracking(): Promise<void> {
    const { page } = this.#studio
    await page.getByText('Loading the model…').waitFor({ state: 'detached', timeout: 60_000 })
    await page.waitForFunction(
      () => /[1-9]/.test(document.querySelector('.numbers dd:nth-of-type(2)')?.textContent ?? ''),
      undefined,
      { timeout: 60_000 },
    )
  }

  async startRecording(): Promise<void> {
    await this.#studio.button('Record').click()
    await this.#studio.button('Stop').waitFor()
  }

  /** How many frames of the recording in work were tracked so far. */
  async recordedFrames(): Promise<number> {
    const text = await this.#studio.page.getByRole('timer').innerText()
    return Number(/([\d,]+) frames/.exec(text)?.[1]?.replaceAll(',', ''))
  }

  async stopRecording(): Promise<void> {
    await this.#studio.button('Stop').click()
    await this.saved()
  }

  async saved(): Promise<void> {
    await this.#studio.page.getByRole('region', { name: 'Saved recording' }).waitFor()
  }

  /** Records until so many frames are tracked, and exports what is saved. */
  async recordAndExport(frames: number): Promise<Record<string, unknown>[]> {
    await this.startRecording()
    await this.waitForFrames(frames)
    await this.stopRecording()
    return readCsv(await this.exportSaved())
  }

  async waitForFrames(frames: number): Promise<void> {
    let recorded = 0
    const counting = setInterval(() => {
      void this.recordedFrames().then(
        (count) => (recorded = count),
        () => undefined,
      )
    }, 200)
    await until(() => recorded >= frames).finally(() => clearInterval(counting))
  }

  /** Exports the recording just saved; answers the CSV's path. */
  async exportSaved(shape: 'Long' | 'Wide' = 'Long'): Promise<string> {
    const path = join(makeFolder('out'), 'recording.csv')
    await this.#studio.answerSaveDialog(path)
    const saved = this.#studio.page.getByRole('region', { name: 'Saved recording' })
    await saved.getByRole('button', { name: 'Export…' }).click()
    await this.#studio.page.getByRole('radio', { name: shape }).check()
    await this.#studio.button('Save as…').click()
    await until(() => existsSync(path) && existsSync(`${path}.json`))
    return path
  }
}
