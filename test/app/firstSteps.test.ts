import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Studio } from './studio'

let studio: Studio

beforeEach(async () => {
  studio = await Studio.launch()
})
afterEach(() => studio.close())

describe('a first start', () => {
  it('has a sample that is tracked without anything at hand', async () => {
    const { page } = studio
    await page.getByRole('button', { name: 'Try the sample' }).click()
    await page.getByRole('grid', { name: 'Files' }).getByText('people.jpg').last().waitFor()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByText('Finished').first().waitFor({ timeout: 60_000 })
    await studio.screenshot('sample')
  })

  it('leads to the camera', async () => {
    const { page } = studio
    await studio.screenshot('start')
    await page.getByRole('button', { name: 'Use the camera' }).click()
    await page.getByRole('region', { name: 'Camera' }).waitFor()
  })
})

describe('the manual', () => {
  it('is opened by F1, read by the keyboard, and has its pictures', async () => {
    const { page } = studio
    await page.keyboard.press('F1')
    const manual = page.getByRole('dialog', { name: 'Manual' })
    const picture = manual.getByRole('img', { name: 'A batch at work' })
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(500)
    await studio.screenshot('manual')
    await manual.getByRole('button', { name: 'Exports' }).focus()
    await page.keyboard.press('Enter')
    await manual.getByText('An empty cell means that it is not known').waitFor()
    await page.keyboard.press('Escape')
    await manual.waitFor({ state: 'hidden' })
  })

  it('speaks the language of the window', async () => {
    const { page } = studio
    await page.evaluate(() => window.app.request('change-settings', { language: 'zh' }))
    await page.getByRole('button', { name: '使用手册' }).click()
    await page.getByRole('dialog').getByText('三分钟上手').waitFor()
    await studio.screenshot('manual-zh')
  })
})
