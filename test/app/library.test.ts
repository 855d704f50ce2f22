import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type {} from '../../renderer/window'
import { constantRate, makeVideo, photoPaths } from '../media'
import { makeFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

beforeEach(async () => {
  studio = await Studio.launch()
})
afterEach(() => studio.close())

const results = () => studio.page.getByRole('grid', { name: 'Results' })
const row = (name: string) => results().getByRole('row', { name: new RegExp(name) })
const details = () => studio.page.getByRole('complementary', { name: 'Details of the result' })

async function openLibrary(): Promise<void> {
  const views = studio.page.getByRole('navigation', { name: 'View' })
  await views.getByRole('button', { name: 'Library' }).click()
}

/** A folder with two photos of people and a short video. */
async function makePeople(): Promise<string> {
  const folder = makeFolder('people')
  const video = await makeVideo({
    ...{ name: 'library.mp4', codec: 'avc', photo: 4, widthPx: 640, heightPx: 360 },
    timestampsS: constantRate(12, 25),
  })
  await copyFile(video, join(folder, 'walk.mp4'))
  await copyFile(photoPaths[3]!, join(folder, 'friends.jpg'))
  await copyFile(photoPaths[0]!, join(folder, 'group.jpg'))
  return folder
}

async function track(folder: string): Promise<void> {
  await studio.chooseTask('Body')
  await studio.startBatch(folder)
  await studio.phase('Finished')
}

it('the library is empty at first, and says what comes into it', async () => {
  await openLibrary()
  await studio.page.getByRole('heading', { name: 'Everything you track is kept here' }).waitFor()
  await studio.screenshot('library-empty')
  await studio.button('Track files').click()
  await studio.page.getByRole('heading', { name: /^Drop photos/ }).waitFor()
})

it('what was tracked is in the library, with its picture, its quality, and what is said of it', async () => {
  await track(await makePeople())
  await openLibrary()
  await row('walk.mp4').waitFor()
  expect(await results().getByRole('row').count()).toBe(1 + 3)
  const pictures = results().locator('img')
  await expect.poll(() => pictures.count()).toBe(3)
  const widths = () =>
    pictures.evaluateAll((images) =>
      images.map((image) => (image as HTMLImageElement).naturalWidth),
    )
  await expect.poll(async () => Math.min(...(await widths()))).toBeGreaterThan(80)

  // The quality is found out in the background.
  await expect.poll(() => row('walk.mp4').innerText(), { timeout: 20_000 }).toContain('100 %')
  await row('walk.mp4').click()
  await details().getByRole('heading', { name: 'walk.mp4' }).waitFor()
  expect(await details().innerText()).toMatch(/Frames\s+12/)
  await details().getByLabel('Add a tag').fill('pilot, day 2')
  await details().getByLabel('Add a tag').press('Enter')
  await details().getByLabel('Notes').fill('The left knee is hidden.')
  await details().getByLabel('Notes').blur()
  await studio.screenshot('library-details')

  await results().getByRole('button', { name: 'Name' }).click()
  const names = () => results().locator('.file-name').allInnerTexts()
  await expect.poll(names).toEqual(['friends.jpg', 'group.jpg', 'walk.mp4'])
  await studio.page.getByLabel(/^Search names/).fill('KNEE')
  await expect.poll(names).toEqual(['walk.mp4'])
  await studio.page.getByLabel(/^Search names/).fill('')
  await studio.page.getByLabel('By folder').check()
  await results()
    .getByRole('button', { name: /3 results/ })
    .waitFor()

  await studio.quit()
  studio = await Studio.launch(studio.dataFolder)
  await openLibrary()
  await studio.page.getByLabel('Tag', { exact: true }).selectOption('pilot')
  await row('walk.mp4').click()
  expect(await details().getByLabel('Notes').inputValue()).toBe('The left knee is hidden.')
})

it('a result goes into the trash and comes back, or is deleted for good after one question', async () => {
  await track(await makePeople())
  await studio.button('New batch').click()
  await openLibrary()
  await row('group.jpg').click()
  await results().press('Delete')
  await studio.notice('1 result moved to the trash.').waitFor()
  await expect.poll(() => row('group.jpg').count()).toBe(0)
  await studio.button('Undo').click()
  await row('group.jpg').click()
  await studio.button('Move to trash').click()
  await studio.page.getByRole('button', { name: /^Trash 1/ }).click()
  await row('group.jpg').click()
  await studio.button('Delete for good…').click()
  await studio.page.getByRole('dialog').waitFor()
  await studio.screenshot('library-delete')
  await studio.button('Delete for good').click()
  await studio.page.getByText('The trash is empty.').waitFor()
  const { entries } = await studio.page.evaluate(() =>
    window.app.request('list-entries', { olderThan: null }),
  )
  expect(entries.map(({ name }) => name).toSorted()).toEqual(['friends.jpg', 'walk.mp4'])
})

it('a file that is tracked again has both results beside each other', async () => {
  await track(await makePeople())
  await openLibrary()
  await row('friends.jpg').click()
  await studio.button('Track again…').click()
  await studio.phase('Ready to start')
  await studio.chooseTask('Face')
  await studio.button('Start').click()
  await studio.phase('Finished')
  await openLibrary()
  await expect.poll(() => row('friends.jpg').count()).toBe(2)
  await row('friends.jpg').first().click()
  const both = details().getByRole('region', { name: 'All results of this file' })
  expect(await both.getByRole('row').count()).toBe(1 + 2)
  await studio.screenshot('library-again')
  await studio.page.setViewportSize({ width: 900, height: 600 })
  await studio.page.evaluate(() => window.app.request('change-settings', { theme: 'dark' }))
  await studio.screenshot('library-small-dark')
})
