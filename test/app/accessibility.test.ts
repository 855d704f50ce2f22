import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type {} from '../../renderer/window'
import { someCalibration } from '../calibrations'
import { expectAccessible, findProblems } from './audit'
import { makeFolder, makePeopleFolder, makePhotoFolder } from './folders'
import { launchWithCamera, LiveView } from './liveStudio'
import { scenes } from './scenes'
import { Studio } from './studio'

// What a program can find: names, roles, contrast, sizes, order. What it cannot, keys and focus, is
// in keyboard.test.ts, and what is read aloud in announcements.test.ts.

let studio: Studio

afterEach(() => studio.close())

const press = (key: string) => studio.page.keyboard.press(key)
const check = (scene: string) => expectAccessible(studio, scene)
const results = () => studio.page.getByRole('grid', { name: 'Results' })

async function show(view: 'Batch' | 'Library' | 'Telemetry'): Promise<void> {
  const views = studio.page.getByRole('navigation', { name: 'View' })
  await views.getByRole('button', { name: view }).click()
}

/** Checks what a button opens, and closes it again. */
async function checkOpened(button: string, scene = button): Promise<void> {
  await studio.button(button).click()
  await check(scene)
  await press('Escape')
}

async function checkFormats(scene: string): Promise<void> {
  for (const format of ['CSV', 'Measures', 'Annotated'] as const) {
    await studio.page.getByRole('radio', { name: format, exact: true }).check()
    await check(`${scene} as ${format}`)
  }
}

async function trackPeople(): Promise<void> {
  const folder = await makePeopleFolder(20)
  await studio.chooseTask('Body')
  await studio.startBatch(folder)
  await studio.phase('Finished')
}

it('axe finds nothing in a batch, from an empty window to its export', async () => {
  studio = await Studio.launch()
  const { page } = studio
  await check('the empty batch')
  for (const task of ['Face', 'Body', 'Whole person'] as const) {
    await studio.chooseTask(task)
    await check(`the options of ${task}`)
  }
  await studio.chooseTask('Face')
  await page.getByText('Advanced', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Have other machines work too' }).check()
  await check('the advanced options')
  await page.getByRole('checkbox', { name: 'Have other machines work too' }).uncheck()
  await page.getByText('Advanced', { exact: true }).click()

  const folder = makePhotoFolder(60)
  writeFileSync(join(folder, 'notes.txt'), 'hands up')
  await studio.drop(folder)
  await studio.phase('Ready to start')
  await check('a batch that is ready')
  rmSync(join(folder, '00000.jpg'))
  await studio.button('Start').click()
  await page.getByText('Done', { exact: true }).first().waitFor()
  await check('a running batch')
  await studio.button('Pause').click()
  await studio.phase('Paused')
  await check('a paused batch')
  await checkOpened('Cancel…', 'the question before cancelling')
  await studio.button('Resume').click()
  await studio.phase('Finished')
  const files = page.getByRole('grid', { name: 'Files' })
  await page.getByRole('button', { name: /^Not supported/ }).click()
  await files.getByRole('row', { name: /notes/ }).click()
  await check('a file that is not supported')
  await page.getByRole('button', { name: /^All/ }).click()
  await files.getByRole('row', { name: /00000/ }).click()
  await press('Shift+ArrowDown')
  await check('a finished batch with a failure, and a selection')

  await studio.button('Export…').click()
  await checkFormats('an export')
  await page.getByRole('radio', { name: 'CSV', exact: true }).check()
  await studio.answerSaveDialog(join(makeFolder('out'), 'landmarks.csv'))
  await studio.button('Save as…').click()
  await page.getByText('Show in folder').waitFor()
  await check('an export that was written')
  await checkOpened('Earlier batches')
})

it('axe finds nothing in any menu of the header, nor where the machine is measured', async () => {
  studio = await Studio.launch()
  const { page } = studio
  await checkOpened('Earlier batches', 'no earlier batches')
  await checkOpened('Appearance')
  await checkOpened('Watched folders', 'no watched folders')
  const folder = makePhotoFolder(1)
  await studio.answerOpenDialog([folder])
  await studio.button('Watched folders').click()
  await studio.button('Watch a folder…').click()
  await page.getByText(/ · Waits for new files/).waitFor()
  await check('a watched folder')
  await press('Escape')

  await studio.button('Service').click()
  await check('the service that is off')
  await page.getByRole('checkbox', { name: 'Answer programs on this machine' }).check()
  await page.getByLabel('Port').fill(String(40_000 + (process.pid % 20_000)))
  await page.getByLabel('Port').press('Enter')
  await page.getByText(/^Answers at .*:[45]\d{4}/).waitFor()
  await studio.button('Allow a folder…').click()
  await studio.button(`Do not allow ${folder} any more`).waitFor()
  await check('the service that is on')
  await press('Escape')

  await studio.button('Measure now').click()
  await page.getByRole('progressbar', { name: 'Measuring' }).waitFor()
  await check('measuring')
  await press('Escape')
  await studio.app.evaluate(({ ipcMain }, calibration) => {
    ipcMain.removeHandler('start-calibration')
    ipcMain.handle('start-calibration', () => ({ ok: true, value: calibration }))
  }, someCalibration)
  await page.getByText('Advanced', { exact: true }).click()
  await studio.button('Measure this machine…').click()
  await page.getByRole('dialog').getByRole('table').waitFor()
  await check('the proposals')
})

it('axe finds nothing in the library, a review and the telemetry', async () => {
  studio = await Studio.launch()
  const { page } = studio
  await show('Library')
  await page.getByRole('heading', { name: 'Everything you track is kept here' }).waitFor()
  await check('the empty library')
  await show('Batch')
  await trackPeople()
  await studio.button('New batch').click()

  await show('Library')
  await results().getByRole('row', { name: /walk/ }).click()
  await page.getByLabel('Add a tag').fill('pilot')
  await page.getByLabel('Add a tag').press('Enter')
  await check('the library with the details of a result')
  await page.getByLabel('By folder').check()
  await check('the library by folder')
  await checkOpened('Export…', 'the export of a result')
  await page.getByLabel('By folder').uncheck()
  await results()
    .getByRole('row', { name: /friends/ })
    .click()
  await studio.button('Move to trash').click()
  await studio.notice('1 result moved to the trash.').waitFor()
  await page.getByRole('button', { name: /^Trash 1/ }).click()
  await results()
    .getByRole('row', { name: /friends/ })
    .click()
  await checkOpened('Delete for good…', 'the question before deleting')
  await page.getByRole('button', { name: /^All/ }).click()

  await results().getByRole('row', { name: /walk/ }).dblclick()
  await page.locator('.review-stage canvas').waitFor()
  await page.getByRole('region', { name: 'How sure it is' }).waitFor()
  await check('a review')
  await checkOpened('Keys', 'the keys of a review')
  const picker = page.getByRole('form', { name: 'Add a curve' })
  await picker.getByRole('button', { name: 'Landmark' }).click()
  await check('the choice of a landmark')
  await picker.getByRole('button', { name: 'Formula' }).click()
  await picker.getByRole('combobox', { name: 'Formula' }).pressSequentially('dist')
  await picker.getByRole('option').first().waitFor()
  await check('a formula being written')
  await picker.getByRole('button', { name: 'Measure' }).click()
  await press('i')
  await press('Shift+ArrowRight')
  await press('o')
  for (const step of ['Trim…', 'Hide…', 'Swap sides…', 'Fill gaps…', 'Filter…']) {
    await studio.button(step).click()
    await check(`the step ${step}`)
    await page.getByRole('form').getByRole('button', { name: 'Cancel' }).click()
  }
  await studio.button('Fill gaps…').click()
  await page.getByRole('form').getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('checkbox', { name: 'In space' }).check()
  await page.getByRole('region', { name: 'Landmarks in space' }).waitFor()
  await check('an edited review in space')
  await checkOpened('Export…', 'the export of an edited result')

  await show('Telemetry')
  await page.getByRole('rowheader', { name: 'Main' }).waitFor()
  await check('the telemetry')
})

it('axe finds nothing in the live view', async () => {
  studio = await launchWithCamera(scenes.oneHand, { live: { countdownS: 3 } })
  const live = new LiveView(studio)
  const { page } = studio
  await live.open()
  await live.tracking()
  await check('the live view')
  await checkOpened('Recordings', 'no recordings')
  await studio.button('Record').click()
  await studio.button('Call off').waitFor()
  await check('the countdown')
  await studio.button('Stop').waitFor()
  await live.waitForFrames(5)
  await check('a recording')
  await live.stopRecording()
  await check('a saved recording')
  await checkOpened('Recordings')
  const saved = page.getByRole('region', { name: 'Saved recording' })
  await saved.getByRole('button', { name: 'Export…' }).click()
  await check('the export of a recording')
})

it('axe finds nothing where there is no camera', async () => {
  studio = await Studio.launch()
  await new LiveView(studio).open()
  await studio.page.getByRole('alert').waitFor()
  await check('the live view without a camera')
})

/** What is wider than the window, or a control that lies beyond its edge, by name. */
async function cutOff(): Promise<string[]> {
  return studio.page.evaluate(() => {
    const page = document.documentElement
    const controls = document.querySelectorAll<HTMLElement>(
      'button, input, select, textarea, summary',
    )
    return [
      ...(page.scrollWidth > page.clientWidth ? ['the page'] : []),
      ...[...controls]
        // Rows of tables that scroll sideways themselves are within reach.
        .filter((each) => each.checkVisibility() && !each.closest('[role=grid], .visually-hidden'))
        .filter((each) => !each.matches('.visually-hidden'))
        .filter((each) => {
          const { left, right } = each.getBoundingClientRect()
          return left < 0 || right > page.clientWidth
        })
        .map((each) => each.getAttribute('aria-label') ?? each.innerText),
    ]
  })
}

it('at 200 % nothing is cut off in a window of 1280 to 800', async () => {
  studio = await Studio.launch()
  await studio.resize(1280, 800)
  await trackPeople()
  await studio.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2),
  )
  await studio.page.waitForFunction(() => innerWidth === 640)
  expect(await cutOff()).toEqual([])
  for (const menu of ['Earlier batches', 'Service', 'Watched folders', 'Appearance']) {
    await studio.button(menu).click()
    expect(await cutOff()).toEqual([])
    await press('Escape')
  }
  await studio.button('Export…').click()
  expect(await cutOff()).toEqual([])
  await press('Escape')
  await show('Telemetry')
  expect(await cutOff()).toEqual([])
  await show('Library')
  await results().getByRole('row', { name: /walk/ }).click()
  expect(await cutOff()).toEqual([])
  await results().getByRole('row', { name: /walk/ }).dblclick()
  await studio.page.getByRole('region', { name: 'How sure it is' }).waitFor()
  expect(await cutOff()).toEqual([])
})

it('with the colours of the system one sees what is chosen', async () => {
  studio = await Studio.launch()
  await studio.page.emulateMedia({ forcedColors: 'active' })
  const looks = (selector: string) =>
    studio.page.locator(selector).evaluateAll((elements) =>
      elements.map((element) => {
        const { backgroundColor, color } = getComputedStyle(element)
        return `${backgroundColor} ${color}`
      }),
    )
  for (const choices of ['nav[aria-label=View] button', '.task-choice .choice']) {
    const [chosen, ...others] = await looks(choices)
    expect(new Set(others).size).toBe(1)
    expect(others).not.toContain(chosen)
  }
})

it('axe would find a button without a name, and a text that is too pale', async () => {
  studio = await Studio.launch()
  await studio.page.evaluate(() => {
    const button = document.querySelector('button[aria-label=Appearance]')!
    button.removeAttribute('aria-label')
    button.removeAttribute('title')
    document.querySelector<HTMLElement>('.drop-zone h2')!.style.color = '#999'
  })
  const rules = (await findProblems(studio)).map((problem) => problem.split(' ')[0])
  expect(rules).toEqual(expect.arrayContaining(['button-name', 'color-contrast']))
})
