import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

afterEach(() => studio.close())

async function launch(dataFolder?: string): Promise<void> {
  studio = await Studio.launch(dataFolder)
}

async function restart(): Promise<void> {
  await studio.quit()
  await launch(studio.dataFolder)
}

function bounds(): Promise<Electron.Rectangle | undefined> {
  return studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
}

describe('the window', () => {
  it('opens where it was, as large as it was, and zoomed as it was', async () => {
    await launch()
    const place = { x: 151, y: 72, width: 1103, height: 804 }
    await studio.app.evaluate(({ BrowserWindow }, place) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.setBounds(place)
      if (window) window.webContents.zoomLevel = 1
    }, place)
    await expect.poll(bounds).toEqual(place)
    await restart()
    expect(await bounds()).toEqual(place)
    expect(await studio.page.evaluate(() => devicePixelRatio)).toBeCloseTo(1.2)
  })

  it('opens on a screen that is there', async () => {
    const dataFolder = makeFolder('data')
    const far = { x: 9000, y: 9000, width: 1000, height: 700 }
    writeFileSync(
      join(dataFolder, 'window.json'),
      JSON.stringify({ bounds: far, isMaximized: false }),
    )
    await launch(dataFolder)
    const { x = far.x, y = far.y, ...size } = (await bounds()) ?? {}
    expect(size).toEqual({ width: 1000, height: 700 })
    expect(Math.max(x, y)).toBeLessThan(1000)
  })

  it('opens as ever after its file was damaged', async () => {
    const dataFolder = makeFolder('data')
    writeFileSync(join(dataFolder, 'window.json'), '{"bounds":{"x":')
    await launch(dataFolder)
    expect(await bounds()).toMatchObject({ width: 1280, height: 860 })
  })

  it('is light or dark with the native menus, as the settings say', async () => {
    await launch()
    const source = () => studio.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)
    expect(await source()).toBe('system')
    await studio.page.evaluate(() => window.app.request('change-settings', { theme: 'dark' }))
    expect(await source()).toBe('dark')
    await restart()
    await expect.poll(source).toBe('dark')
  })

  it('moves nothing for those who want less motion', async () => {
    await launch()
    const transition = () =>
      studio.button('Choose folder…').evaluate((button) => getComputedStyle(button).transition)
    expect(await transition()).toContain('0.12s')
    await studio.page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await transition()).toMatch(/^none/)
  })
})
