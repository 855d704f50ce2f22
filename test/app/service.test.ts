import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type {} from '../../renderer/window'
import { detectionSchema } from '../../common/service/detection'
import { serviceJobSchema } from '../../common/service/job'
import { photoPaths } from '../media'
import { makePhotoFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

beforeEach(async () => {
  studio = await Studio.launch()
})
afterEach(() => studio.close())

const settings = () => studio.page.evaluate(() => window.app.request('get-settings', undefined))

async function detect(address: string, token: string): Promise<Response> {
  const body = new Uint8Array(readFileSync(photoPaths[3]!))
  const headers = { authorization: `Bearer ${token}` }
  return fetch(`${address}/v1/detect?task=face`, { method: 'POST', headers, body })
}

it('the service is off until somebody switches it on, and off again when they want', async () => {
  const { service } = await settings()
  expect(service).toMatchObject({ isOn: false, token: '' })
  await studio.button('Service').click()
  const port = 20_000 + (process.pid % 20_000)
  const box = studio.page.getByRole('checkbox', { name: 'Answer programs on this machine' })
  await box.check()
  await studio.page.getByLabel('Port').fill(String(port))
  await studio.page.getByLabel('Port').press('Enter')
  const address = `http://127.0.0.1:${port}`
  await studio.page.getByText(`Answers at ${address}`).waitFor()
  await studio.screenshot('service-on')

  const { token } = (await settings()).service
  expect(token).toHaveLength(32)
  await studio.button('Copy token').click()
  const copied = () => studio.app.evaluate(({ clipboard }) => clipboard.readText())
  await expect.poll(copied).toBe(token)
  const answer = await detect(address, token)
  expect(detectionSchema.parse(await answer.json()).parts.length).toBeGreaterThan(0)
  expect((await detect(address, 'guess')).status).toBe(401)

  await studio.button('New token').click()
  await expect.poll(async () => (await settings()).service.token).not.toBe(token)
  await studio.page.getByText(`Answers at ${address}`).waitFor()
  await expect.poll(async () => (await detect(address, token)).status).toBe(401)

  await box.uncheck()
  await studio.page.getByText('Off: nothing listens.').waitFor()
  await expect.poll(() => detect(address, token).catch(() => 'refused')).toBe('refused')
  await expect.poll(() => studio.workerProcessIds()).toEqual([])
})

it('a folder that somebody allows is tracked for a program, and its results are in the library', async () => {
  const folder = makePhotoFolder(3)
  const port = 30_000 + (process.pid % 20_000)
  await studio.answerOpenDialog([folder])
  await studio.button('Service').click()
  await studio.page.getByRole('checkbox', { name: 'Answer programs on this machine' }).check()
  await studio.page.getByLabel('Port').fill(String(port))
  await studio.page.getByLabel('Port').press('Enter')
  await studio.page.getByText(`Answers at http://127.0.0.1:${port}`).waitFor()
  await studio.button('Allow a folder…').click()
  await studio.page.getByText(folder).waitFor()
  await studio.screenshot('service-allowed-folder')

  const { token } = (await settings()).service
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const jobs = `http://127.0.0.1:${port}/v1/jobs`
  const body = JSON.stringify({ path: folder })
  const post = () => fetch(`${jobs}?task=face`, { method: 'POST', headers, body })
  const { id } = serviceJobSchema.parse(await (await post()).json())
  const read = async () =>
    serviceJobSchema.parse(await (await fetch(`${jobs}/${id}`, { headers })).json())
  await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe('done')
  await studio.page.keyboard.press('Escape')
  const views = studio.page.getByRole('navigation', { name: 'View' })
  await views.getByRole('button', { name: 'Library' }).click()
  const results = studio.page.getByRole('grid', { name: 'Results' })
  await expect.poll(() => results.getByRole('row', { name: /jpg/ }).count()).toBe(3)

  await studio.button('Service').click()
  await studio.button(`Do not allow ${folder} any more`).click()
  await expect.poll(async () => (await settings()).service.allowedFolders).toEqual([])
  expect((await post()).status).toBe(403)
})

it('a service that was on is on again after a restart, and says it when its port is taken', async () => {
  const port = 40_000 + (process.pid % 20_000)
  await studio.page.evaluate(async (wanted) => {
    const { service } = await window.app.request('get-settings', undefined)
    const on = { ...service, isOn: true, port: wanted }
    await window.app.request('change-settings', { service: on })
  }, port)
  await studio.quit()
  studio = await Studio.launch(studio.dataFolder)
  await studio.button('Service').click()
  await studio.page.getByText(`Answers at http://127.0.0.1:${port}`).waitFor()

  const other = await Studio.launch()
  await other.page.evaluate(async (wanted) => {
    const { service } = await window.app.request('get-settings', undefined)
    const on = { ...service, isOn: true, port: wanted }
    await window.app.request('change-settings', { service: on })
  }, port)
  await other.button('Service').click()
  await other.page.getByText(`The port ${port} is taken by another program`).waitFor()
  await other.close()
})

it('the page cannot open a folder, nor another page’s way in, that nobody has allowed', async () => {
  const { service } = await settings()
  const opened = { allowedFolders: ['/'], allowedOrigins: ['https://elsewhere.example'] }
  await studio.page.evaluate((changes) => window.app.request('change-settings', changes), {
    service: { ...service, ...opened },
  })
  expect((await settings()).service).toEqual(service)
})
