import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Library } from '../../main/library/library'
import { done, newBatch, samplePart, waitingJob } from '../main/library/libraryRecords'
import { constantRate, makeVideo, photoPaths } from '../media'
import { readCsv } from './csv'
import { makeFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

beforeEach(async () => {
  studio = await Studio.launch()
})
afterEach(() => studio.close())

/** Tracks a short video of people and a photo. */
async function track(task: 'Face' | 'Body'): Promise<void> {
  const folder = makeFolder('people')
  const video = await makeVideo({
    ...{ name: 'formats.mp4', codec: 'avc', photo: 4, widthPx: 640, heightPx: 360 },
    timestampsS: constantRate(12, 25),
  })
  await copyFile(video, join(folder, 'walk.mp4'))
  await copyFile(photoPaths[3]!, join(folder, 'people.jpg'))
  await studio.chooseTask(task)
  await studio.startBatch(folder)
  await studio.phase('Finished')
}

const dialog = () => studio.page.getByRole('dialog', { name: 'Export landmarks' })
const radio = (name: string) => dialog().getByRole('radio', { name, exact: true })

async function openDialog(): Promise<void> {
  await studio.button('Export…').click()
  await dialog().waitFor()
}

it('a batch is exported in the format that is chosen, which is remembered', async () => {
  await track('Body')
  await openDialog()
  expect(await radio('CSV').isChecked()).toBe(true)
  await studio.screenshot('export-1-csv')
  await radio('TRC').check()
  await radio('Long').waitFor({ state: 'detached' })
  await studio.screenshot('export-2-trc')

  const out = makeFolder('out')
  await studio.answerSaveDialog(join(out, 'walk-trc'))
  await studio.button('Save as…').click()
  const saved = studio.notice(/Saved 1 file to walk-trc/)
  await saved.waitFor()
  expect(await saved.innerText()).toContain('Left out one photo: this format is for motion.')
  await studio.screenshot('export-3-saved')
  expect(readdirSync(join(out, 'walk-trc'))).toEqual(['export.json', 'walk_subject_0.trc'])

  await studio.quit()
  studio = await Studio.launch(studio.dataFolder)
  await studio.button('Earlier batches').click()
  await studio.page.getByRole('button', { name: /people/ }).click()
  await studio.phase('Finished')
  await openDialog()
  expect(await radio('TRC').isChecked()).toBe(true)

  await radio('Parquet').check()
  await studio.answerSaveDialog(join(out, 'people.parquet'))
  await studio.button('Save as…').click()
  await studio.notice(/Saved .* rows to people\.parquet/).waitFor()
  expect(readFileSync(join(out, 'people.parquet')).subarray(0, 4).toString()).toBe('PAR1')
})

it('what has no place in a format cannot be chosen, and a folder with files is not touched', async () => {
  await track('Face')
  await openDialog()
  const free = await Promise.all(
    ['TRC', 'MOT', 'C3D', 'BVH'].map((name) => radio(name).isEnabled()),
  )
  expect(free).toEqual([false, false, false, false])
  await dialog().getByText('Only for Body, Whole person.').waitFor()
  await radio('OpenFace').check()
  await studio.screenshot('export-4-face')
  const out = makeFolder('out')
  await copyFile(photoPaths[0]!, join(out, 'mine.jpg'))
  await studio.answerSaveDialog(out)
  await studio.button('Save as…').click()
  await studio.page.getByText(/A folder of that name has files in it already/).waitFor()
  expect(readdirSync(out)).toEqual(['mine.jpg'])

  await openDialog()
  await studio.answerSaveDialog(join(out, 'faces'))
  await studio.button('Save as…').click()
  await expect.poll(() => existsSync(join(out, 'faces', 'export.json'))).toBe(true)
  const rows = await readCsv(join(out, 'faces', 'walk.csv'))
  expect(rows.length).toBeGreaterThanOrEqual(12)
})

it('the dialog can be read in the dark, and in the smallest window', async () => {
  await track('Body')
  await studio.page.evaluate(() => window.app.request('change-settings', { theme: 'dark' }))
  await openDialog()
  await studio.screenshot('export-5-dark')
  await studio.resize(800, 560)
  await studio.screenshot('export-6-smallest')
  expect(await studio.scrolledSideways()).toEqual([])
  const button = await studio.button('Save as…').boundingBox()
  expect(button!.y + button!.height).toBeLessThan(560)
  await radio('BVH').check()
  await studio.screenshot('export-7-smallest-bvh')
})

/** Puts a video of some seconds into the library as if its hands had been tracked. */
async function storeTracked(dataFolder: string): Promise<void> {
  const timestampsS = constantRate(300, 30)
  const path = await makeVideo({
    ...{ name: 'signing.mp4', codec: 'avc', photo: 2, widthPx: 1280, heightPx: 720, timestampsS },
  })
  const frames = timestampsS.map((second, frame) => ({
    ...{ frame, timestampUs: Math.round(second * 1e6), parts: [samplePart('hand')] },
  }))
  await using library = await Library.open(join(dataFolder, 'library.duckdb'))
  const [id = 0] = library.reserveSourceIds(1)
  await library.addSources(await library.createBatch(newBatch('hands')), [
    { ...waitingJob(id, 'signing.mp4'), path, sizeBytes: statSync(path).size },
  ])
  library.appendFrames(id, frames)
  await library.finishSource(id, done(frames))
}

it('an annotated video tells how far it is, and can be cancelled; the next one is whole', async () => {
  await studio.quit()
  await storeTracked(studio.dataFolder)
  studio = await Studio.launch(studio.dataFolder)
  await studio.page.getByRole('navigation', { name: 'View' }).getByText('Library').click()
  await studio.page.getByRole('grid', { name: 'Results' }).getByText('signing.mp4').last().click()
  const out = makeFolder('out')
  const exportAnnotated = async () => {
    await studio.button('Export…').click()
    await studio.page.getByRole('radio', { name: 'Annotated', exact: true }).check()
    await studio.screenshot('export-8-annotated')
    await studio.answerSaveDialog(join(out, 'drawn'))
    await studio.button('Save as…').click()
    await studio.page.getByRole('progressbar', { name: 'Export progress' }).waitFor()
  }

  await exportAnnotated()
  const exporting = studio.page.getByRole('region', { name: 'Export' })
  await exporting.getByText('left').waitFor()
  await studio.screenshot('export-9-progress')
  await exporting.getByRole('button', { name: 'Cancel' }).click()
  await exporting.waitFor({ state: 'detached' })
  expect(readdirSync(out)).toEqual([])

  await exportAnnotated()
  await studio.notice('Saved 1 file to drawn').waitFor({ timeout: 120_000 })
  expect(readdirSync(join(out, 'drawn'))).toEqual(['export.json', 'signing_landmarks.mp4'])
})
