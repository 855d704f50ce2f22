import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { BatchStatus } from '../../common/batch'
import { compareCsv } from '../chaos/compareCsv'
import { settingsFor, trackUndisturbed } from '../chaos/undisturbed'
import { diskReserveBytes } from '../../main/batch/diskWatch'
import { mountSmallDisk, noSmallDisks, skipNote } from '../smallDisk'
import { makeFolder, makeMixedFolder } from './folders'
import { Studio } from './studio'

const fileCount = 16
const goesOn = 'The batch goes on where it stood when the app ended.'

let folder: string
let expectedCsv: string
let studio: Studio

beforeAll(async () => {
  // Eight photos, a video of four segments, seven photos.
  folder = await makeMixedFolder(fileCount, 1)
  expectedCsv = join(makeFolder('expected'), 'landmarks.csv')
  await trackUndisturbed(folder, 'face', expectedCsv)
})
beforeEach(async () => {
  studio = await Studio.launch()
})
afterEach(() => studio.close())

async function startBatch(): Promise<void> {
  await studio.page.evaluate(
    (changes) => window.app.request('change-settings', changes),
    settingsFor('face'),
  )
  await studio.startBatch(folder)
  await studio.phase('Tracking')
}

/** Share of the long video that is done. */
async function videoDone(): Promise<number> {
  const { jobs } = await studio.batch()
  const state = jobs.find(({ mediaKind }) => mediaKind === 'video')?.state
  if (state?.kind === 'done') throw new Error('The video was done too early.')
  return state?.kind === 'running' || state?.kind === 'waiting' ? (state.progress ?? 0) : 0
}

/** Two workers have half of the video when they have done the first segment each. */
async function inMiddleOfVideo(): Promise<BatchStatus> {
  await expect.poll(videoDone, { interval: 50, timeout: 60_000 }).toBeGreaterThan(0.6)
  return (await studio.batch()).status
}

async function startAgain(): Promise<void> {
  studio = await Studio.launch(studio.dataFolder)
}

/** Every file is done and none was tracked otherwise than the command line does. */
async function expectWholeCsv(): Promise<void> {
  await studio.phase('Finished')
  const { counts } = (await studio.batch()).status
  expect(counts).toMatchObject({ done: fileCount, failed: 0, cancelled: 0, refused: 0 })
  const csvPath = join(makeFolder('out'), 'landmarks.csv')
  await studio.answerSaveDialog(csvPath)
  await studio.button('Export…').click()
  await studio.button('Save as…').click()
  await studio.page.getByText('Show in folder').waitFor()
  expect(compareCsv(expectedCsv, csvPath)).toMatchObject({ isEqual: true, firstDifference: null })
}

describe('a batch in work', () => {
  it('goes on by itself after its window was closed, and says so', async () => {
    await startBatch()
    const before = await inMiddleOfVideo()
    await studio.quit()

    await startAgain()
    await studio.notice(goesOn).waitFor()
    // At least one of its four segments was done: that is there before a worker has started.
    expect(await videoDone()).toBeGreaterThan(0.25)
    const after = (await studio.batch()).status
    expect(after.counts.done).toBeGreaterThanOrEqual(before.counts.done)
    await studio.phase('Tracking')
    await studio.screenshot('recovery-goes-on')
    await expectWholeCsv()
    await studio.screenshot('recovery-finished')
  })

  it('goes on by itself after main was killed, and says so', async () => {
    await startBatch()
    const before = await inMiddleOfVideo()
    await studio.kill()

    await startAgain()
    await studio.notice(goesOn).waitFor()
    const after = (await studio.batch()).status
    expect(after.counts.done).toBeGreaterThanOrEqual(before.counts.done)
    await expectWholeCsv()
  })

  it('is left alone at the next start when a new one was begun instead', async () => {
    await startBatch()
    await inMiddleOfVideo()
    await studio.button('New batch').click()
    await studio.button('Cancel batch').click()
    await studio.page.getByRole('heading', { name: /^Drop photos/ }).waitFor()
    await studio.quit()

    await startAgain()
    await expectNothingOnScreen()
    await studio.button('Earlier batches').click()
    await studio.page.getByRole('button', { name: /many photos/ }).click()
    await studio.phase('Cancelled')
    await studio.page.getByRole('button', { name: /^Retry failed and cancelled/ }).click()
    await expectWholeCsv()
  })
})

describe('a batch that was never started', () => {
  it('is on screen again at the next start, unless its files were taken off', async () => {
    await studio.drop(folder)
    await studio.phase('Ready to start')
    await studio.kill()

    await startAgain()
    await studio.phase('Ready to start')
    expect((await studio.batch()).jobs).toHaveLength(fileCount)
    await studio.button('New batch').click()
    await studio.quit()

    await startAgain()
    await expectNothingOnScreen()
  })
})

describe('a paused batch', () => {
  beforeEach(async () => {
    await startBatch()
    await inMiddleOfVideo()
    await studio.button('Pause').click()
    await studio.phase('Paused')
    await studio.stillProgressText()
  })

  it('is on screen again after the app was quit, and waits for somebody to resume it', async () => {
    await studio.quit()
    await startAgain()
    await studio.phase('Ready to go on')
    await studio.screenshot('recovery-paused')
    const whenOpened = await studio.progressText()
    expect(await studio.stillProgressText()).toBe(whenOpened)
    expect(await studio.workerProcessIds()).toEqual([])
    expect(await studio.notice(goesOn).count()).toBe(0)

    await studio.button('Resume').click()
    await expectWholeCsv()
  })

  it('waits also after a second start, and after main was killed', async () => {
    await studio.kill()
    await startAgain()
    await studio.phase('Ready to go on')
    await studio.quit()
    await startAgain()
    await studio.phase('Ready to go on')
    expect(await studio.workerProcessIds()).toEqual([])
  })
})

describe('a batch that is finished', () => {
  it('is not opened again by the next start', async () => {
    await startBatch()
    await studio.phase('Finished')
    await studio.quit()
    await startAgain()
    await expectNothingOnScreen()
  })
})

async function expectNothingOnScreen(): Promise<void> {
  // Nothing tells that no batch will come: one that was interrupted comes within a moment.
  await studio.page.waitForTimeout(1500)
  expect((await studio.batch()).status.phase).toBe('empty')
}

describe.skipIf(noSmallDisks)(`a disk that fills up while a batch runs${skipNote}`, () => {
  it('pauses the batch, says what to do, and lets it go on when there is space again', async () => {
    await studio.close()
    const disk = mountSmallDisk(diskReserveBytes * 2)
    onTestFinished(() => disk[Symbol.dispose]())
    studio = await Studio.launch(join(disk.folder, 'data'))
    await startBatch()
    await studio.page.getByText('Done', { exact: true }).first().waitFor()
    disk.leaveFree(diskReserveBytes * 0.8)
    await studio.phase('Paused')
    const told = studio.page.getByText(/almost full: 1\d\d MB are left.*Free some space/)
    await told.waitFor()
    await studio.stillProgressText()
    await studio.screenshot('recovery-disk-full')

    // Somebody who resumes it without having freed any is told once more.
    await studio.button('Dismiss').click()
    await told.waitFor({ state: 'detached' })
    await studio.button('Resume').click()
    await told.waitFor()
    await studio.phase('Paused')

    disk.empty()
    await told.waitFor({ state: 'detached' })
    await expectWholeCsv()
    await studio.screenshot('recovery-disk-eased')
  })
})
