import { afterEach, describe, expect, it } from 'vitest'
import { makePhotoFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

afterEach(() => studio.close())

async function launch(): Promise<void> {
  studio = await Studio.launch()
}

async function startBatch(photos: number): Promise<void> {
  await studio.startBatch(makePhotoFolder(photos))
  await studio.phase('Tracking')
}

/** What the system was asked to show for the app. */
interface Shown {
  readonly notifications: string[]
  readonly badges: number[]
  readonly flashes: boolean[]
}

/** Runs in main: keeps a list of it, as no desktop is there to show it. */
function watchAttention({
  app,
  Notification,
  BrowserWindow,
}: typeof Electron.CrossProcessExports): void {
  const shown: Shown = { notifications: [], badges: [], flashes: [] }
  Object.assign(globalThis, { shown })
  Notification.isSupported = () => true
  Notification.prototype.show = function (this: Electron.Notification) {
    shown.notifications.push(`${this.title}: ${this.body}`)
  }
  app.setBadgeCount = (count) => {
    shown.badges.push(count ?? 0)
    return true
  }
  const [window] = BrowserWindow.getAllWindows()
  if (window) window.flashFrame = (isFlashing) => void shown.flashes.push(isFlashing)
}

function shown(): Promise<Shown> {
  return studio.app.evaluate(() => Reflect.get(globalThis, 'shown') as Shown)
}

describe('the end of a batch', () => {
  it('is told to somebody who is looking elsewhere, until they look', async () => {
    await launch()
    await studio.app.evaluate(watchAttention)
    await startBatch(12)
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    await expect.poll(shown, { timeout: 60_000 }).toEqual({
      notifications: ['Tracking finished: 12 files done.'],
      badges: [1],
      flashes: [true],
    })
    await studio.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.show()
      window?.focus()
    })
    await expect.poll(shown).toMatchObject({ badges: [1, 0], flashes: [true, false] })
  })

  it('is not told to somebody who sees it', async () => {
    await launch()
    await studio.app.evaluate(watchAttention)
    await startBatch(2)
    await studio.phase('Finished')
    expect(await shown()).toEqual({ notifications: [], badges: [], flashes: [] })
  })
})

/** Whether the app keeps the machine awake. */
function isKeptAwake(): Promise<boolean> {
  return studio.app.evaluate(({ powerSaveBlocker }) =>
    Array.from({ length: 20 }, (_, id) => powerSaveBlocker.isStarted(id)).some(Boolean),
  )
}

it('the machine is kept awake while a batch is tracked, and no longer', async () => {
  await launch()
  expect(await isKeptAwake()).toBe(false)
  await startBatch(300)
  await expect.poll(isKeptAwake, { timeout: 5000 }).toBe(true)
  await studio.button('Pause').click()
  await studio.phase('Paused')
  await expect.poll(isKeptAwake, { timeout: 5000 }).toBe(false)
})
