import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterEach, expect, it } from 'vitest'
import { readCsv } from './csv'
import { makeFolder, makePhotoFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

afterEach(() => studio.close())

const photos = 12
const columns = [
  'time',
  'role',
  'worker',
  'process_id',
  'rss_bytes',
  'wasm_heap_bytes',
  'js_heap_bytes',
  'external_bytes',
  'files_settled',
  'file',
  'file_age_ms',
]

async function show(view: 'Batch' | 'Telemetry'): Promise<void> {
  const views = studio.page.getByRole('navigation', { name: 'View' })
  await views.getByRole('button', { name: view }).click()
}

/** The cells of a process in the table, its name first. */
async function cellsOf(process: string): Promise<string[]> {
  const row = studio.page.getByRole('row').filter({
    has: studio.page.getByRole('rowheader', { name: process, exact: true }),
  })
  await row.waitFor()
  return row.locator('th, td').allInnerTexts()
}

function plot(title: string): Locator {
  return studio.page.getByRole('img', { name: title })
}

/** Starts a batch and opens the Telemetry view while it runs. */
async function runBatch(): Promise<void> {
  await studio.chooseTask('Hands')
  await studio.startBatch(makePhotoFolder(photos))
  await show('Telemetry')
}

async function exportCsv(): Promise<Record<string, unknown>[]> {
  const path = join(makeFolder('out'), 'telemetry.csv')
  await studio.answerSaveDialog(path)
  await studio.button('Export CSV…').click()
  await studio.page.getByText('Show in folder').waitFor()
  await studio.screenshot('telemetry-exported')
  return readCsv(path)
}

async function chooseTheme(name: 'Light' | 'Dark'): Promise<void> {
  await studio.button('Appearance').click()
  await studio.page.getByRole('radio', { name }).check()
  await studio.page.keyboard.press('Escape')
  await expect.poll(() => studio.page.evaluate(() => document.getAnimations().length)).toBe(0)
}

it('the app tells the memory of its processes before any work is begun', async () => {
  studio = await Studio.launch()
  await show('Telemetry')
  for (const process of ['Main', 'Window']) {
    const [, processId, resident] = await cellsOf(process)
    expect(await studio.allProcessIds()).toContain(Number(processId))
    expect(resident).toMatch(/^\d+\.\d MB$/)
  }
  await studio.page.getByText('Nothing has happened yet.').waitFor()
  await expect
    .poll(() => plot('Each process').getAttribute('aria-label'))
    .toMatch(/Main \d+ MB, Window \d+ MB, Limit of a worker [\d,]+ MB/)
})

it('a batch shows its workers, what they take and what happens to them', async () => {
  studio = await Studio.launch()
  await runBatch()
  const events = studio.page.getByRole('list', { name: 'Events' })
  await events.getByText('Started').first().waitFor({ timeout: 60_000 })
  await expect.poll(async () => (await cellsOf('Worker 1'))[3], { timeout: 60_000 }).toMatch(/MB$/)
  await show('Batch')
  await studio.phase('Finished')
  await show('Telemetry')

  const rows = await exportCsv()
  expect(Object.keys(rows[0]!)).toEqual(columns)
  expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['main', 'page', 'worker']))
  const heaps = rows.filter(({ role }) => role === 'worker').map((row) => row.wasm_heap_bytes)
  expect(heaps.some((heap) => Number(heap) > 1_000_000)).toBe(true)
})

it('a limit that is set is in force, and an emptied one is automatic again', async () => {
  studio = await Studio.launch()
  await show('Telemetry')
  const field = studio.page.getByLabel('Worker’s memory')
  await expect.poll(() => field.getAttribute('placeholder')).toBe('900')
  await field.fill('1500')
  await field.press('Enter')
  const limits = () =>
    studio.page.evaluate(() => window.app.request('get-memory-limits', undefined))
  await expect.poll(async () => (await limits()).workerBytes).toBe(1_500_000_000)
  await studio.page.getByText('1,500 MB').waitFor()

  await field.fill('')
  await field.press('Enter')
  await expect.poll(async () => (await limits()).workerBytes).toBe(900_000_000)
  await studio.page.getByText('automatic is 900 MB for this task').waitFor()
})

it('the view is legible in light and in dark, and fits into the smallest window', async () => {
  studio = await Studio.launch()
  await runBatch()
  await expect.poll(async () => (await cellsOf('Worker 1'))[3], { timeout: 60_000 }).toMatch(/MB$/)
  await chooseTheme('Light')
  await studio.screenshot('telemetry-light')
  await chooseTheme('Dark')
  await studio.screenshot('telemetry-dark')
  await studio.resize(800, 560)
  expect(await studio.scrolledSideways()).toEqual([])
  await studio.screenshot('telemetry-small')
  await studio.page.getByRole('heading', { name: 'Events' }).scrollIntoViewIfNeeded()
  await studio.screenshot('telemetry-small-events')
})
