import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type {} from '../../renderer/window'
import { makeFolder, makePhotoFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

afterEach(() => studio.close())

async function chooseTheme(name: 'Light' | 'Dark' | 'As the system'): Promise<void> {
  await studio.button('Appearance').click()
  await studio.page.getByRole('radio', { name }).check()
  await studio.page.keyboard.press('Escape')
}

/** The colour of the page's ground, from 0 for black to 255 for white. */
async function lightness(): Promise<number> {
  return studio.page.evaluate(() => {
    const colour = getComputedStyle(document.body).backgroundColor
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
    return (red + green + blue) / 3
  })
}

describe('what somebody has chosen', () => {
  it('is there again after a restart', async () => {
    studio = await Studio.launch()
    await studio.chooseTask('Body')
    await studio.page.getByText('Heavy', { exact: true }).click()
    await studio.page.getByLabel('Video frames').selectOption('Every nth frame')
    await studio.page.getByLabel('One frame in').fill('5')
    await studio.page.getByLabel('Include subfolders').uncheck()
    await chooseTheme('Dark')
    await studio.quit()

    studio = await Studio.launch(studio.dataFolder)
    const checked = (name: string) => studio.page.getByRole('radio', { name }).isChecked()
    await expect.poll(() => checked('Body')).toBe(true)
    expect(await checked('Heavy')).toBe(true)
    expect(await studio.page.getByLabel('One frame in').inputValue()).toBe('5')
    expect(await studio.page.getByLabel('Include subfolders').isChecked()).toBe(false)
    expect(await lightness()).toBeLessThan(60)
  })

  it('follows the system where that is asked for', async () => {
    studio = await Studio.launch()
    await studio.page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(lightness).toBeLessThan(60)
    await studio.page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(lightness).toBeGreaterThan(200)
    await chooseTheme('Dark')
    await expect.poll(lightness).toBeLessThan(60)
  })
})

describe('a damaged settings file', () => {
  it.each([
    ['is empty', ''],
    ['breaks off', '{ "theme": "dark", "task": "fa'],
    ['is no object', '[1, 2]'],
    ['is null', 'null'],
    ['is no text', '\0\xff\xfe\0\0'],
    ['says what cannot be', '{ "theme": "pink", "task": "feet", "workers": -4, "tracking": 7 }'],
    ['lacks a part', '{ "theme": "dark", "tracking": { "hands": { "task": "hands" } } }'],
  ])('that %s does not keep the app from starting, nor from remembering', async (_what, text) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'studio-data-'))
    writeFileSync(join(dataFolder, 'settings.json'), text, 'latin1')
    studio = await Studio.launch(dataFolder)
    await studio.button('Choose files…').waitFor()
    await studio.chooseTask('Face')
    const task = () =>
      studio.page.evaluate(async () => (await window.app.request('get-settings', undefined)).task)
    await expect.poll(task).toBe('face')
    await studio.quit()
    studio = await Studio.launch(dataFolder)
    expect(await task()).toBe('face')
  })
})

describe('the screen', () => {
  it('is dark through and through where dark is chosen', async () => {
    studio = await Studio.launch()
    await chooseTheme('Dark')
    // The colours change gently.
    await expect.poll(() => studio.page.evaluate(() => document.getAnimations().length)).toBe(0)
    await studio.screenshot('dark-1-empty')
    await showAndShoot('dark')
    expect(await lightness()).toBeLessThan(60)
  })

  it('fits into the smallest window', async () => {
    studio = await Studio.launch()
    await studio.resize(800, 560)
    expect(await studio.scrolledSideways()).toEqual([])
    await studio.screenshot('small-1-empty')
    await showAndShoot('small')
    expect(await studio.scrolledSideways()).toEqual([])
  })
})

/** Takes a batch from its start to its export, with a picture of each step. */
async function showAndShoot(prefix: string): Promise<void> {
  await studio.chooseTask('Hands')
  await studio.startBatch(makePhotoFolder(12))
  await studio.page.getByText('Done', { exact: true }).first().waitFor()
  await studio.screenshot(`${prefix}-2-running`)
  await studio.phase('Finished')
  await studio.screenshot(`${prefix}-3-finished`)
  await studio.button('Export…').click()
  await studio.screenshot(`${prefix}-4-export`)
  await studio.answerSaveDialog(join(makeFolder('out'), 'landmarks.csv'))
  await studio.button('Save as…').click()
  await studio.page.getByText('Show in folder').waitFor()
  await studio.screenshot(`${prefix}-5-exported`)
}
