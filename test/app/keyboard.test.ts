import { existsSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { constantRate, makeVideo } from '../media'
import { makeFolder, makePhotoFolder } from './folders'
import { readCsv } from './csv'
import { launchWithCamera, LiveView } from './liveStudio'
import { scenes } from './scenes'
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

/** Goes through the whole window with the Tab key; answers what it does not reach, and what it reaches unseen. */
async function tabThrough(): Promise<{ unreached: string[]; unseen: string[] }> {
  await studio.page.evaluate(() => {
    ;(document.activeElement as HTMLElement).blur()
    Reflect.set(window, 'reached', new Set<Element>())
  })
  const unseen: string[] = []
  for (let presses = 0; presses < 120; presses += 1) {
    await press('Tab')
    const isNew = await studio.page.evaluate(() => {
      const reached = Reflect.get(window, 'reached') as Set<Element>
      const element = document.activeElement!
      const isNew = element !== document.body && !reached.has(element)
      reached.add(element)
      return isNew
    })
    if (!isNew && presses > 3) break
    const { name, isSeen } = await focused()
    if (isNew && !isSeen) unseen.push(name)
  }
  const unreached = await studio.page.evaluate(() => {
    const reached = Reflect.get(window, 'reached') as Set<Element>
    const names = new Set([...reached].map((element) => element.getAttribute('name')))
    const controls =
      'button, input, select, textarea, summary, a[href], [role=slider], canvas[tabindex]'
    return (
      [...document.querySelectorAll<HTMLElement>(controls)]
        .filter((element) => element.checkVisibility() && !element.matches(':disabled'))
        // Of radio buttons that belong together one is a stop; the arrows go to the others.
        .filter(
          (element) => !reached.has(element) && !names.has(element.getAttribute('name') ?? ''),
        )
        .map((element) => element.getAttribute('aria-label') ?? element.innerText)
    )
  })
  return { unreached, unseen }
}

/** Others may be busy on the machine. */
const patience = { timeout: 15_000 }

const all = { unreached: [], unseen: [] }

async function show(view: 'Library' | 'Telemetry'): Promise<void> {
  await tabTo(view)
  await press('Enter')
}

it('the Tab key reaches everything of the library, a review and the telemetry', async () => {
  await trackWalk()
  await show('Library')
  await tabTo('Results')
  await press('ArrowDown')
  await studio.page.getByRole('complementary', { name: 'Details of the result' }).waitFor()
  expect(await tabThrough()).toEqual(all)
  await tabTo('Review')
  await press('Enter')
  await studio.page.getByRole('region', { name: 'How sure it is' }).waitFor()
  await tabTo('In space')
  await press('Space')
  await studio.page.getByRole('region', { name: 'Landmarks in space' }).waitFor()
  expect(await tabThrough()).toEqual(all)
  await tabTo('Filter…')
  await press('Enter')
  expect(await tabThrough()).toEqual(all)
  await show('Telemetry')
  await studio.page.getByRole('rowheader', { name: 'Main' }).waitFor()
  expect(await tabThrough()).toEqual(all)
})

it('a review goes through its frames, its curves and its space by keys', async () => {
  await trackWalk()
  await show('Library')
  await tabTo('Results')
  await press('ArrowDown', 'Enter')
  const stage = studio.page.locator('.review-stage canvas')
  const frame = () => stage.getAttribute('data-frame')
  await expect.poll(frame, patience).toBe('0')

  await tabTo('Position')
  await press('ArrowRight', 'ArrowRight', 'i', 'Shift+ArrowRight', 'o')
  await expect.poll(frame, patience).toBe('12')
  await tabTo('Show selection')
  await press('Enter')
  await studio.button('Show all').waitFor()

  await tabTo('In space')
  await press('Space')
  const space = studio.page.getByRole('region', { name: 'Landmarks in space' })
  await space.getByRole('button', { name: 'Front' }).waitFor()
  await tabTo('Drag to turn, turn the wheel to come nearer')
  const picture = () => space.locator('canvas').screenshot()
  for (const key of ['ArrowRight', 'ArrowDown', '+', '-', 'ArrowUp', 'ArrowLeft']) {
    const before = await picture()
    await press(key)
    await expect.poll(async () => (await picture()).equals(before), patience).toBe(false)
  }
  // The frames stayed where they were.
  expect(await frame()).toBe('12')

  await tabTo('Add curve')
  await press('Enter')
  await studio.page
    .getByRole('button', { name: /^Remove the curve/ })
    .nth(1)
    .waitFor()
})

/** Tracks a short video of people, and leaves the batch on screen. */
async function trackWalk(): Promise<void> {
  const folder = makeFolder('people')
  const video = await makeVideo({
    ...{ name: 'keyboard.mp4', codec: 'avc', photo: 4, widthPx: 640, heightPx: 360 },
    timestampsS: constantRate(20, 25),
  })
  await copyFile(video, join(folder, 'walk.mp4'))
  await studio.chooseTask('Body')
  await studio.drop(folder)
  await studio.phase('Ready to start')
  await press('Control+Enter')
  await studio.phase('Finished')
}

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

it('the Tab key reaches everything of the live view', async () => {
  await studio.close()
  studio = await launchWithCamera(scenes.oneHand)
  const live = new LiveView(studio)
  await live.open()
  await live.tracking()
  expect(await tabThrough()).toEqual(all)
  await live.startRecording()
  await live.waitForFrames(3)
  await live.stopRecording()
  expect(await tabThrough()).toEqual(all)
})

/** The buttons that choose which files are shown, with their counts. */
function chipsOf(waiting: number): string[] {
  const words = ['Running', 'Done', 'Failed', 'Not supported', 'Cancelled']
  return [`All ${waiting}`, `Waiting ${waiting}`, ...words.map((word) => `${word} 0`)]
}
