import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type {} from '../../renderer/window'
import { photoPaths } from '../media'
import { makeFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

beforeEach(async () => {
  studio = await Studio.launch()
})
afterEach(() => studio.close())

const settings = () => studio.page.evaluate(() => window.app.request('get-settings', undefined))
const files = (folder: string) => readdirSync(folder).toSorted()

it('a folder is watched, paused and forgotten; what comes into it is tracked with the options of then', async () => {
  const folder = join(makeFolder('watched'), 'camera one')
  const results = join(makeFolder('watched'), 'results')
  mkdirSync(folder)
  mkdirSync(results)
  await studio.chooseTask('Face')
  await studio.answerOpenDialog([folder])
  await studio.button('Watched folders').click()
  await studio.screenshot('watched-folders-empty')
  await studio.button('Watch a folder…').click()
  await studio.page.getByText('Face · Waits for new files').waitFor()

  await studio.answerOpenDialog([results])
  await studio.page.getByLabel('CSV').selectOption('in another folder…')
  await expect.poll(async () => (await settings()).watchedFolders[0]?.resultsFolder).toBe(results)
  copyFileSync(photoPaths[3]!, join(folder, 'friends.jpg'))
  await studio.page.getByText('Face · 1 tracked').waitFor({ timeout: 60_000 })
  expect(files(results)).toEqual(['friends.landmarks.csv', 'friends.landmarks.csv.json'])
  await studio.screenshot('watched-folders')

  await studio.button(`Pause ${folder}`).click()
  await studio.page.getByText('Face · Paused').waitFor()
  await studio.button(`Do not watch ${folder} any more`).click()
  await expect.poll(async () => (await settings()).watchedFolders).toEqual([])
  expect(files(folder)).toEqual(['friends.jpg'])
})

it('the page cannot have a folder be watched that nobody has chosen', async () => {
  const watchedFolders = [
    {
      ...{ folder: '/', resultsFolder: '/', isOn: true, sinceMs: 0 },
      options: (await settings()).tracking.face,
    },
  ]
  await studio.page.evaluate(
    (changes) => window.app.request('change-settings', changes as object),
    { watchedFolders },
  )
  expect((await settings()).watchedFolders).toEqual([])
})
