import { join } from 'node:path'
import { readFileSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeFolder, makePeopleFolder } from './folders'
import { Studio } from './studio'

let studio: Studio
let folder: string

beforeEach(async () => {
  studio = await Studio.launch()
  folder = await makePeopleFolder(50)
  await studio.chooseTask('Body')
  await studio.startBatch(folder)
  await studio.phase('Finished')
})
afterEach(() => studio.close())

const stage = () => studio.page.locator('.review-stage canvas')
const shownFrame = async () => Number(await stage().getAttribute('data-frame'))
const press = (key: string) => studio.page.keyboard.press(key)

async function review(name: string): Promise<void> {
  const views = studio.page.getByRole('navigation', { name: 'View' })
  await views.getByRole('button', { name: 'Library' }).click()
  const results = studio.page.getByRole('grid', { name: 'Results' })
  await results.getByRole('row', { name: new RegExp(name) }).dblclick()
  await stage().waitFor()
}

/** How many pixels of the stage are not black. */
async function litPixels(): Promise<number> {
  return stage().evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    const context = (canvas as HTMLCanvasElement).getContext('2d')
    const { data } = context!.getImageData(0, 0, width, height)
    return data.filter((value, index) => index % 4 === 0 && value > 8).length
  })
}

it('a video is gone through frame by frame with its landmarks, by keys alone', async () => {
  await review('walk.mp4')
  await expect.poll(shownFrame).toBe(0)
  await expect.poll(litPixels).toBeGreaterThan(20_000)
  for (let step = 0; step < 3; step += 1) await press('ArrowRight')
  await expect.poll(shownFrame).toBe(3)
  await press('Shift+ArrowRight')
  await expect.poll(shownFrame).toBe(13)
  await press('End')
  await expect.poll(shownFrame).toBe(49)
  // While nothing is wanted, small pictures of its key frames are made: what a jump shows at once.
  await expect.poll(() => stage().getAttribute('data-key-pictures')).not.toBe('0')
  await press('ArrowLeft')
  await expect.poll(shownFrame).toBe(48)
  await press('Home')
  await press('l')
  await expect.poll(shownFrame).toBeGreaterThan(5)
  await press('k')
  const quality = studio.page.getByRole('region', { name: 'How good it is' })
  await expect.poll(() => quality.innerText(), { timeout: 20_000 }).toMatch(/Frames\/s\s+25\.0/)
  await studio.screenshot('review-video')

  const strip = studio.page.getByRole('slider', { name: 'Position' })
  const { width, height } = (await strip.boundingBox())!
  await strip.click({ position: { x: width / 2, y: height / 2 } })
  await expect.poll(shownFrame).toBeGreaterThan(22)
  await press('i')
  await press('Shift+ArrowRight')
  await press('o')
  await studio.page.getByText(/Selected 0:01.00 – 0:01.40/).waitFor()
  await studio.screenshot('review-selection')
  await press('Escape')
  await studio.page.getByRole('grid', { name: 'Results' }).waitFor()
})

it('an edit changes what is shown, is kept, and is taken back', async () => {
  await review('walk.mp4')
  const curve = () => studio.page.getByRole('img', { name: /^nose y · subject 0: from/ })
  const summary = () => curve().getAttribute('aria-label')
  const tracked = await summary()
  await studio.button('Filter…').click()
  await studio.screenshot('review-filter')
  await studio.page
    .getByRole('form', { name: 'Filter' })
    .getByRole('button', { name: 'Add' })
    .click()
  await expect.poll(summary).not.toBe(tracked)
  await studio.screenshot('review-edited')
  const edited = await summary()
  await press('Control+z')
  await expect.poll(summary).toBe(tracked)
  await press('Control+Shift+z')
  await expect.poll(summary).toBe(edited)

  await studio.quit()
  studio = await Studio.launch(studio.dataFolder)
  await review('walk.mp4')
  await expect.poll(summary).toBe(edited)
})

it('measures are curves too, one’s own are written with names that complete themselves, and kept', async () => {
  await review('walk.mp4')
  const curveOf = (name: string) => studio.page.getByRole('region', { name })
  await studio.page.getByLabel('Measure', { exact: true }).selectOption('left elbow angle')
  await studio.button('Add curve').click()
  const elbow = curveOf('left_elbow_angle · subject 0')
  await elbow.getByText(/^[\d.]+° to [\d.]+° · mean [\d.]+° · range [\d.]+° · \d+ rep/).waitFor()

  const picker = studio.page.getByRole('form', { name: 'Add a curve' })
  await picker.getByRole('button', { name: 'Formula' }).click()
  const formula = picker.getByRole('combobox', { name: 'Formula' })
  await formula.pressSequentially('dist')
  await press('Enter')
  await formula.pressSequentially('left_wr')
  await picker.getByRole('option', { name: 'left_wrist' }).waitFor()
  await studio.screenshot('review-formula')
  await press('Tab')
  await formula.pressSequentially(', right_wriggle)')
  await picker.getByText('There is no landmark “right_wriggle” in this result.').waitFor()
  await formula.fill('distance(left_wrist, right_wrist)')
  await picker.getByLabel('Name of the measure').fill('Reach')
  await studio.button('Keep as measure').click()
  await picker.getByText('Kept as reach').waitFor()
  await studio.button('Add curve').click()
  await curveOf('distance(left_wrist, right_wrist)')
    .getByText(/ m · mean /)
    .waitFor()
  await studio.screenshot('review-measures')

  await studio.button('Export…').click()
  await studio.page.getByRole('radio', { name: 'Summary' }).check()
  const path = join(makeFolder('out'), 'summary.csv')
  await studio.answerSaveDialog(path)
  await studio.button('Save as…').click()
  await studio.page.getByText('Show in folder').waitFor()
  expect(readFileSync(path, 'utf8')).toMatch(/walk\.mp4,0,reach,m,50,50,/)
})

it('a photo, and a video that is no longer there, are shown as far as they can be', async () => {
  await review('friends.jpg')
  await expect.poll(litPixels).toBeGreaterThan(20_000)
  await studio.screenshot('review-photo')
  await press('Escape')
  rmSync(join(folder, 'walk.mp4'))
  await review('walk.mp4')
  await studio.page.getByText('The video is no longer where it was.').waitFor()
  await expect.poll(litPixels).toBeGreaterThan(200)
  await studio.page.setViewportSize({ width: 900, height: 600 })
  await studio.screenshot('review-gone-small')
})

it('the landmarks can be turned in space, and the review tells how sure the model is', async () => {
  await review('walk.mp4')
  await expect.poll(shownFrame).toBe(0)
  await studio.page.getByRole('checkbox', { name: 'In space' }).check()
  const space = studio.page.getByRole('region', { name: 'Landmarks in space' })
  const picture = () => space.locator('canvas').screenshot()
  await space.getByRole('button', { name: 'Front' }).click()
  const front = await picture()
  await studio.screenshot('review-8-space')
  await space.getByRole('button', { name: 'Side' }).click()
  await expect.poll(async () => (await picture()).equals(front)).toBe(false)
  const side = await picture()
  await press('End')
  await expect.poll(async () => (await picture()).equals(side)).toBe(false)
  await studio.screenshot('review-9-space-side')

  const sure = studio.page.getByRole('region', { name: 'How sure it is' })
  expect(await sure.getByRole('img').getAttribute('aria-label')).toMatch(/^Median 0\.\d\d; \d/)
})

it('two results of a video are seen beside each other, with the curve of their difference', async () => {
  const views = studio.page.getByRole('navigation', { name: 'View' })
  await views.getByRole('button', { name: 'Library' }).click()
  const rows = studio.page.getByRole('grid', { name: 'Results' }).getByRole('row', { name: /walk/ })
  await rows.click()
  await studio.button('Track again…').click()
  await studio.phase('Ready to start')
  await studio.page.getByText('Full', { exact: true }).click()
  await studio.button('Start').click()
  await studio.phase('Finished')
  await views.getByRole('button', { name: 'Library' }).click()
  await expect.poll(() => rows.count()).toBe(2)
  await rows.first().dblclick()
  await stage().waitFor()

  await studio.page.getByLabel('Compare with').selectOption({ index: 1 })
  await expect.poll(() => stage().count()).toBe(2)
  await press('End')
  const frames = () =>
    stage().evaluateAll((canvases) => canvases.map(({ dataset }) => dataset.frame))
  await expect.poll(frames).toEqual(['49', '49'])
  const difference = studio.page.getByRole('region', { name: /^Difference to Body, / })
  const summary = difference.getByRole('img')
  await expect
    .poll(() => summary.getAttribute('aria-label'))
    .toMatch(/from 0\.\d+ to 0\.\d+ in 50 f/)
  await studio.screenshot('review-10-compared')
  await studio.page.setViewportSize({ width: 900, height: 600 })
  await studio.page.getByRole('checkbox', { name: 'In space' }).check()
  await studio.page.evaluate(() => window.app.request('change-settings', { theme: 'dark' }))
  await studio.screenshot('review-11-compared-small-dark')
})
