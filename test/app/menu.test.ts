import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makePhotoFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

afterEach(() => studio.close())

async function launch(dataFolder?: string, moreArguments?: readonly string[]): Promise<void> {
  studio = await Studio.launch(dataFolder, moreArguments)
}

async function restart(): Promise<void> {
  await studio.quit()
  await launch(studio.dataFolder)
}

async function startBatch(photos: number): Promise<void> {
  await studio.startBatch(makePhotoFolder(photos))
  await studio.phase('Tracking')
}

async function expectItem(id: string, isEnabled: boolean): Promise<void> {
  await expect.poll(() => studio.isInMenu(id), { timeout: 10_000 }).toBe(isEnabled)
}

function recentLabels(): Promise<string[]> {
  return studio.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.getMenuItemById('open-recent')?.submenu?.items ?? [])
      .filter(({ id, type }) => type === 'normal' && id !== 'clear-recent')
      .map(({ label }) => label),
  )
}

describe('the menu', () => {
  it('shows the views and adds files, whatever view is on screen', async () => {
    await launch()
    await expectItem('show-library', true)
    await studio.chooseInMenu('View', 'Library')
    await studio.page.getByRole('button', { name: 'Library', pressed: true }).waitFor()
    await studio.answerOpenDialog([makePhotoFolder(2)])
    await studio.chooseInMenu('File', 'Open Folder…')
    await studio.phase('Ready to start')
    expect((await studio.batch()).status.counts.waiting).toBe(2)
  })

  it('exports when there is something to export, and leaves an open dialog alone', async () => {
    await launch()
    await expectItem('show-batch', true)
    await expectItem('export', false)
    await startBatch(2)
    await studio.phase('Finished')
    await expectItem('export', true)
    await studio.chooseInMenu('File', 'Export…')
    await studio.page.getByRole('dialog').waitFor()

    await studio.chooseInMenu('View', 'Telemetry')
    await studio.page.waitForTimeout(300)
    await studio.page.getByRole('dialog').waitFor()
    await studio.page.keyboard.press('Escape')
    await studio.chooseInMenu('View', 'Telemetry')
    await studio.button('Export CSV…').waitFor()
  })

  it('speaks the language of the system', async () => {
    await launch(undefined, ['--lang=zh-CN'])
    const labels = await studio.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.items.map(({ label }) => label),
    )
    expect(labels).toEqual(['文件', '编辑', '视图', '窗口', '帮助'])
  })
})

describe('recent folders', () => {
  it('are in the menu after a restart too, can be opened again, and forgotten', async () => {
    await launch()
    const [one, two] = [makePhotoFolder(1), makePhotoFolder(2)]
    await studio.drop(join(one, '00000.jpg'))
    await studio.phase('Ready to start')
    await studio.drop(two)
    await expect.poll(recentLabels, { timeout: 10_000 }).toEqual([two, one])
    await studio.button('New batch').click()
    await studio.button('Choose files…').waitFor()

    await restart()
    await expect.poll(recentLabels, { timeout: 10_000 }).toEqual([two, one])
    await studio.chooseInMenu('File', 'Open Recent', one)
    await studio.phase('Ready to start')
    await expect.poll(recentLabels, { timeout: 10_000 }).toEqual([one, two])

    await studio.chooseInMenu('File', 'Open Recent', 'Clear Recent')
    await expect.poll(recentLabels, { timeout: 10_000 }).toEqual([])
    await expectItem('open-recent', false)
  })

  it('are no business of the page', async () => {
    await launch()
    const settings = await studio.page.evaluate(() =>
      window.app.request('change-settings', { recentFolders: ['/etc'] } as object),
    )
    expect(settings.recentFolders).toEqual([])
  })
})
