import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { makeFolder, makePhotoFolder } from './folders'
import { launchWithCamera, LiveView } from './liveStudio'
import { scenes } from './scenes'
import { Studio } from './studio'

let studio: Studio

afterEach(() => studio.close())

/** Writes down what a screen reader is given to read, from now on. */
async function listen(): Promise<void> {
  await studio.page.evaluate(() => {
    const heard: string[] = []
    Reflect.set(window, 'heard', heard)
    const live =
      '[aria-live=polite], [aria-live=assertive], [role=status], [role=log], [role=alert]'
    const tell = (element: Element | null | undefined, text: string | null): void => {
      if (element?.closest(live) && text?.trim()) heard.push(text.trim())
    }
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        // Text that comes into a region which is there; what comes with its region is passed over,
        // unless that is an alert.
        if (type === 'characterData') tell(target.parentElement, target.textContent)
        for (const node of addedNodes) {
          const element = target as Element
          tell(element, node.textContent)
          if (!element.closest(live) && node instanceof Element) {
            const alerts = [node, ...node.querySelectorAll('*')].filter((each) =>
              each.matches('[role=alert]'),
            )
            for (const alert of alerts) tell(alert, alert.textContent)
          }
        }
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true })
  })
}

/** Others may be busy on the machine. */
const patience = { timeout: 30_000 }

const heard = () => studio.page.evaluate(() => Reflect.get(window, 'heard') as string[])

it('a batch is heard from its start to its export, every tenth and no more', async () => {
  studio = await Studio.launch()
  await studio.chooseTask('Face')
  await listen()
  const folder = makePhotoFolder(40)
  await studio.drop(folder)
  await studio.phase('Ready to start')
  rmSync(join(folder, '00000.jpg'))
  await studio.button('Start').click()
  // Wherever somebody is meanwhile.
  const views = studio.page.getByRole('navigation', { name: 'View' })
  await views.getByRole('button', { name: 'Telemetry' }).click()
  await expect.poll(heard, { timeout: 60_000 }).toContain('Finished: 40 of 40 files done, 1 failed')
  await views.getByRole('button', { name: 'Batch' }).click()

  await studio.answerSaveDialog(join(makeFolder('out'), 'landmarks.csv'))
  await studio.button('Export…').click()
  await studio.button('Save as…').click()
  await expect
    .poll(async () => (await heard()).at(-1), patience)
    .toMatch(/^Saved [\d,]+ rows to landmarks/)
  await studio.answerSaveDialog(join(makeFolder('out'), 'not', 'there', 'landmarks.csv'))
  await studio.button('Export…').click()
  await studio.button('Save as…').click()
  await expect.poll(async () => (await heard()).at(-1), patience).toMatch(/not/)

  const told = await heard()
  const steps = told.filter((text) => /^\d+ percent: /.test(text))
  expect(steps.length).toBeGreaterThan(2)
  expect(steps.length).toBeLessThan(11)
  // A folder that is looked through for longer is heard too.
  const others = told.filter((text) => !/^(\d+ percent|Looking through folders): /.test(text))
  expect(others).toEqual([
    'Ready to start: 40 files',
    'Tracking: 40 files',
    'Finished: 40 of 40 files done, 1 failed',
    expect.stringMatching(/^Saved [\d,]+ rows to landmarks\.csv in /),
    expect.any(String),
  ])
})

it('a recording is heard when it begins, and when it is saved', async () => {
  studio = await launchWithCamera(scenes.oneHand)
  const live = new LiveView(studio)
  await live.open()
  await live.tracking()
  await listen()
  await studio.page.keyboard.press('Space')
  await expect.poll(heard, patience).toEqual(['Recording'])
  await live.waitForFrames(5)
  await studio.page.keyboard.press('Space')
  await expect
    .poll(async () => (await heard()).slice(1), patience)
    .toEqual([expect.stringMatching(/^Saved · Hands · 0:\d\d · \d+ frames$/)])
})

it('a camera that cannot be used is heard as an alert', async () => {
  studio = await Studio.launch()
  await listen()
  await new LiveView(studio).open()
  await expect.poll(async () => (await heard()).join(' '), patience).toMatch(/camera/i)
})
