import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectedMsPerPhoto } from '../../common/calibration'
import { defaultSettings, type Settings } from '../../common/settings'
import type {} from '../../renderer/window'
import { someCalibration } from '../calibrations'
import { isAlive } from '../processes'
import { makePhotoFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

afterEach(() => studio.close())

const offer = () => studio.page.getByRole('region', { name: 'Make the most of this machine?' })
const dialog = () => studio.page.getByRole('dialog', { name: 'Measure this machine' })
const status = () => dialog().getByRole('status')

function settings(): Promise<Settings> {
  return studio.page.evaluate(() => window.app.request('get-settings', undefined))
}

async function openAdvanced(): Promise<void> {
  await studio.page.getByText('Advanced', { exact: true }).click()
}

function focusedText(): Promise<string> {
  return studio.page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim())
}

describe('the offer to measure the machine', () => {
  beforeEach(async () => {
    studio = await Studio.launch()
    await offer().waitFor()
  })

  it('is taken back for good by "Not now", and the focus goes on', async () => {
    await studio.screenshot('calibration-1-offer')
    await offer().getByRole('button', { name: 'Not now' }).press('Enter')
    await offer().waitFor({ state: 'detached' })
    await expect.poll(focusedText).toBe('Choose files…')
    await studio.quit()
    studio = await Studio.launch(studio.dataFolder)
    await studio.button('Choose files…').waitFor()
    expect(await offer().count()).toBe(0)
  })

  it('fits into the smallest window, and goes when there are files', async () => {
    await studio.resize(800, 560)
    await studio.screenshot('calibration-2-offer-small')
    expect(await studio.scrolledSideways()).toEqual([])
    await studio.drop(makePhotoFolder(2))
    await studio.phase('Ready to start')
    expect(await offer().count()).toBe(0)
  })

  it('measures; what is stopped leaves no process, and is not offered again', async () => {
    await studio.button('Measure now').press('Enter')
    await dialog().waitFor()
    await expect.poll(focusedText).toBe('Stop')
    await expect.poll(() => studio.workerProcessIds()).toHaveLength(1)
    const workers = await studio.workerProcessIds()
    const startMs = performance.now()
    await studio.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    expect(performance.now() - startMs).toBeLessThan(1000)
    expect(workers.filter(isAlive)).toEqual([])
    await expect.poll(focusedText).toBe('Choose files…')
    expect(await offer().count()).toBe(0)
    expect((await settings()).calibration).toBeNull()
  })
})

it('a calibration runs to its end, and what is taken of its proposals is set', async () => {
  studio = await Studio.launch()
  await studio.page.emulateMedia({ colorScheme: 'dark' })
  // Sizes that are never proposed, so that something is: no hand is found at the one, and the
  // sample photo is smaller than the other.
  const { tracking } = defaultSettings
  const hands = { ...tracking.hands, inputLongSidePx: 64 }
  const face = { ...tracking.face, inputLongSidePx: 4000 }
  await studio.page.evaluate((changes) => window.app.request('change-settings', changes), {
    tracking: { ...tracking, hands, face },
  })
  await openAdvanced()
  const startMs = performance.now()
  await studio.button('Measure this machine…').click()
  await expect.poll(() => status().innerText()).toMatch(/^Measuring face/)
  const bar = dialog().getByRole('progressbar', { name: 'Measuring' })
  const percent = async () => Number(await bar.getAttribute('aria-valuenow'))
  await expect.poll(percent, { timeout: 20_000 }).toBeGreaterThan(30)
  await studio.screenshot('calibration-3-measuring-dark')
  await dialog().getByRole('button', { name: 'Apply' }).waitFor({ timeout: 90_000 })
  const tookMs = performance.now() - startMs
  expect(tookMs).toBeLessThan(60_000)
  expect(await status().innerText()).toMatch(/^Measured\. /)
  await expect.poll(focusedText).toBe('Keep my settings')
  await studio.screenshot('calibration-4-measured-dark')
  expect(await studio.workerProcessIds()).toEqual([])

  const measured = await settings()
  const { calibration } = measured
  expect(measured.tracking).toEqual({ ...tracking, hands, face })
  expect(measured.workers).toBeNull()
  expect(calibration!.workers.task).toBe('hands')
  expect(expectedMsPerPhoto(calibration, tracking.hands, 1)).toBeGreaterThan(0)

  expect(calibration!.tasks.hands.inputSizes[0]).toMatchObject({
    inputLongSidePx: 64,
    subjectsFound: 0,
  })
  const proposedFor = (task: 'hands' | 'face') => calibration!.tasks[task].proposedInputLongSidePx
  await dialog().getByRole('checkbox', { name: 'Hands', exact: true }).uncheck()
  await studio.button('Apply').click()
  await dialog().waitFor({ state: 'detached' })
  await studio.notice('The proposed settings are in use.').waitFor()
  const applied = await settings()
  expect(applied.tracking.hands).toEqual(hands)
  expect(applied.tracking.face).toEqual({ ...face, inputLongSidePx: proposedFor('face') })
  await expect.poll(focusedText).toBe('Measure this machine…')

  await studio.quit()
  studio = await Studio.launch(studio.dataFolder)
  await studio.button('Choose files…').waitFor()
  expect(await offer().count()).toBe(0)
  expect((await settings()).calibration).toEqual(calibration)
})

describe('a batch and a calibration', () => {
  it('keep out of each other’s way: a batch that starts ends the measuring', async () => {
    studio = await Studio.launch()
    await studio.drop(makePhotoFolder(200))
    await studio.phase('Ready to start')
    const calibrating = studio.page.evaluate(() =>
      window.app.request('start-calibration', undefined),
    )
    await expect.poll(() => studio.workerProcessIds()).toHaveLength(1)
    const [calibrator] = await studio.workerProcessIds()
    await studio.button('Start').click()
    await studio.phase('Tracking')
    expect(await calibrating).toBeNull()
    expect(isAlive(calibrator!)).toBe(false)

    const refused = await studio.page.evaluate(() =>
      window.app.request('start-calibration', undefined).catch((error: Error) => error.message),
    )
    expect(refused).toBe('This machine can be measured once the batch is finished or cancelled.')
    await openAdvanced()
    expect(await studio.button('Measure this machine…').isDisabled()).toBe(true)
  })

  it('leave nothing behind when the app is closed in the middle', async () => {
    studio = await Studio.launch()
    await studio.button('Measure now').click()
    await expect.poll(() => studio.workerProcessIds()).toHaveLength(1)
    const processes = await studio.allProcessIds()
    await studio.quit()
    await expect.poll(() => processes.filter(isAlive)).toEqual([])
  })
})

describe('the result', () => {
  it('is a table that fits into the smallest window, light and dark', async () => {
    studio = await Studio.launch()
    await studio.resize(800, 560)
    await answerCalibration()
    await studio.button('Measure now').click()
    await dialog().getByRole('table').waitFor()
    const rows = await dialog().getByRole('row').allInnerTexts()
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual([
      'Setting Now Proposed',
      'Hands 1,280 px 5 photos/s 640 px 10 photos/s',
      'Face 1,280 px 5 photos/s 640 px 10 photos/s',
      'Body (Lite) 1,280 px 5 photos/s 640 px 10 photos/s',
      'Whole person (Lite) 1,280 px 5 photos/s as now',
      expect.stringMatching(/^Workers \(Hands\) \d+ .* 4 15 photos\/s$/),
    ])
    for (const colorScheme of ['light', 'dark'] as const) {
      await studio.page.emulateMedia({ colorScheme })
      await studio.page.waitForTimeout(300)
      await studio.screenshot(`calibration-5-result-small-${colorScheme}`)
    }
    expect(await studio.scrolledSideways()).toEqual([])
    await studio.button('Keep my settings').click()
    await dialog().waitFor({ state: 'detached' })
    expect((await settings()).tracking).toEqual(defaultSettings.tracking)
  })
})

it('settings that an older version wrote are kept, and those that are damaged are not', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'studio-data-'))
  const older = { theme: 'dark', task: 'pose', workers: 3 }
  writeFileSync(
    join(dataFolder, 'settings.json'),
    JSON.stringify({ ...older, calibration: { measuredAt: 'yesterday' } }),
  )
  studio = await Studio.launch(dataFolder)
  await offer().waitFor()
  expect(await settings()).toEqual({ ...defaultSettings, ...older })
})

/** Has main answer a calibration at once, with one whose figures are known. */
async function answerCalibration(): Promise<void> {
  await studio.app.evaluate(({ ipcMain }, calibration) => {
    ipcMain.removeHandler('start-calibration')
    ipcMain.handle('start-calibration', () => ({ ok: true, value: calibration }))
  }, someCalibration)
}
