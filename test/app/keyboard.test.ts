import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeFolder, makePhotoFolder } from './folders'
import { readCsv } from './csv'
import { Studio } from './studio'

let studio: Studio

beforeEach(async () => {
  studio = await Studio.launch()
  await studio.button('Choose files…').waitFor()
})
afterEach(() => studio.close())

function press(...keys: string[]): Promise<void> {
  return keys.reduce(
    (before, key) => before.then(() => studio.page.keyboard.press(key)),
    Promise.resolve(),
  )
}

/** Has the next dialog for folders answer with this one. */
async function answerOpenDialog(path: string): Promise<void> {
  await studio.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, path)
}

/** What has the focus, by its name, and whether one can see that it has. */
function focused(): Promise<{ name: string; isSeen: boolean }> {
  return studio.page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const label = (element as HTMLInputElement).labels?.[0]?.innerText
    const name = element.getAttribute('aria-label') ?? label ?? element.innerText
    // A hidden radio button is seen by the outline of what stands for it.
    const shown = [element, element.parentElement, element.nextElementSibling]
    const isOutlined = shown.some(
      (each) =>
        each !== null &&
        parseFloat(getComputedStyle(each).outlineWidth) >= 2 &&
        getComputedStyle(each).outlineStyle !== 'none',
    )
    return { name: name.trim().split('\n')[0] ?? '', isSeen: isOutlined }
  })
}

/** Presses Tab until the focus comes round to where it was first. */
async function tabRound(): Promise<{ name: string; isSeen: boolean }[]> {
  const round: { name: string; isSeen: boolean }[] = []
  for (let presses = 0; presses < 60; presses += 1) {
    await press('Tab')
    const now = await focused()
    if (presses > 0 && now.name === round[0]?.name) return round
    round.push(now)
  }
  return round
}

async function focusOf(name: string): Promise<void> {
  await expect.poll(async () => (await focused()).name).toBe(name)
}

/** Presses Tab until this has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await press('Tab')
    if ((await focused()).name === name) return
  }
  throw new Error(`The Tab key does not reach ${name}.`)
}

it('the Tab key reaches everything in the order of reading, and one sees where it is', async () => {
  const round = await tabRound()
  expect(round.map(({ name }) => name)).toEqual([
    'Batch',
    'Live',
    'Library',
    'Telemetry',
    'Earlier batches',
    'Watched folders',
    'Service',
    'Appearance',
    'Manual',
    'Reset to defaults',
    'Hands',
    'Number of hands',
    'Video frames',
    'Advanced',
    'Choose files…',
    'Choose folder…',
    'Include subfolders',
    'Try the sample',
    'Use the camera',
    'Measure now',
    'Not now',
  ])
  expect(round.filter(({ isSeen }) => !isSeen)).toEqual([])
})

it('the Tab key reaches everything of a batch too', async () => {
  await studio.drop(makePhotoFolder(3))
  await studio.phase('Ready to start')
  const round = await tabRound()
  expect(round.filter(({ isSeen }) => !isSeen)).toEqual([])
  const names = round.map(({ name }) => name)
  expect(names.slice(names.indexOf('Start'))).toEqual([
    'Start',
    'Choose files…',
    'Choose folder…',
    'Include subfolders',
    'Search by name',
    ...chipsOf(3),
    'Files',
  ])
})

it('a folder becomes a CSV without a mouse', async () => {
  await tabTo('Hands')
  await press('ArrowDown')
  await focusOf('Face')
  await answerOpenDialog(makePhotoFolder(8))
  await tabTo('Choose folder…')
  await press('Enter')
  await studio.phase('Ready to start')
  await press('Control+Enter')
  await studio.phase('Finished')

  await tabTo('Files')
  await press('ArrowDown', 'ArrowDown', 'ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowDown')
  await studio.page.getByText('3 selected of 8 files shown').waitFor()
  await press('End')
  await studio.page.getByText('00007.jpg').last().waitFor()
  await press('Shift+Home')
  await studio.page.getByText('8 selected of 8 files shown').waitFor()

  await press('Control+e')
  await studio.page.getByRole('dialog').waitFor()
  await press('Escape')
  await studio.page.getByRole('dialog').waitFor({ state: 'detached' })
  await focusOf('Files')

  const csvPath = join(makeFolder('out'), 'landmarks.csv')
  await studio.answerSaveDialog(csvPath)
  await press('Control+e')
  await studio.page.getByRole('dialog').waitFor()
  await press('Enter')
  await expect.poll(() => existsSync(csvPath)).toBe(true)
  const rows = await readCsv(csvPath)
  expect(new Set(rows.map(({ source }) => source)).size).toBe(8)
  expect(rows[0]).toMatchObject({ part: 'face' })
})

it('a batch can be paused, resumed and cancelled; Escape takes back the question', async () => {
  await studio.drop(makePhotoFolder(300))
  await studio.phase('Ready to start')
  await press('Control+Enter')
  await studio.page.getByText('Done', { exact: true }).first().waitFor()
  await tabTo('Pause')
  await press('Space')
  await studio.phase('Paused')
  await focusOf('Resume')
  await press('Space')
  await studio.phase('Tracking')

  await press('Tab')
  await focusOf('Cancel…')
  await press('Enter')
  await focusOf('Keep tracking')
  await press('Escape')
  await focusOf('Cancel…')
  await studio.phase('Tracking')
  await press('Enter')
  await focusOf('Keep tracking')
  await press('Tab', 'Enter')
  await studio.phase('Cancelled')
})

it('a menu opens with Enter and closes with Escape, which gives back the focus', async () => {
  await tabTo('Appearance')
  await press('Enter')
  await tabTo('As the system')
  await press('ArrowDown', 'ArrowDown')
  await focusOf('Dark')
  const theme = () => studio.page.evaluate(() => document.documentElement.dataset.theme)
  await expect.poll(theme).toBe('dark')
  await press('Escape')
  await focusOf('Appearance')
})

/** The buttons that choose which files are shown, with their counts. */
function chipsOf(waiting: number): string[] {
  const words = ['Running', 'Done', 'Failed', 'Not supported', 'Cancelled']
  return [`All ${waiting}`, `Waiting ${waiting}`, ...words.map((word) => `${word} 0`)]
}
