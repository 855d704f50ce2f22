import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { restoreFormula } from '../../common/export/formulas'
import { makeBadFiles, type BadFile } from '../badFiles'
import { builtCli, isAlive, until } from '../processes'
import { readCsv } from './csv'
import { makeFolder, makeGoodFiles, makePhotoFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

beforeEach(async () => {
  studio = await Studio.launch()
})
afterEach(() => studio.close())

async function exportTo(path: string): Promise<void> {
  await studio.answerSaveDialog(path)
  await studio.button('Export…').click()
  await studio.button('Save as…').click()
  await studio.page.getByText('Show in folder').waitFor()
}

describe('a folder of good and bad files', () => {
  let folder: string
  let good: string[]
  let bad: BadFile[]

  beforeEach(async () => {
    folder = makeFolder('session 1')
    good = await makeGoodFiles(folder)
    bad = await makeBadFiles(folder)
  })

  it('dropped on the window becomes a CSV of every good file, and each bad one has its reason', async () => {
    await studio.screenshot('1-empty')
    await studio.chooseTask('Face')
    await studio.drop(folder)
    await studio.phase('Ready to start')
    await studio.screenshot('2-ready')
    await studio.button('Start').click()
    await studio.phase('Tracking')
    await studio.page.getByText('Done', { exact: true }).first().waitFor()
    await studio.screenshot('3-running')
    await studio.phase('Finished')
    await studio.screenshot('4-finished')

    expect(await studio.progressText()).toContain(`${good.length} of ${good.length} files`)
    await studio.page.getByRole('button', { name: /Not supported/ }).click()
    for (const { name } of bad.slice(0, 5)) {
      const shown = name.replaceAll('\n', ' ')
      await studio.page
        .getByRole('gridcell', { name: `${shown}:` })
        .first()
        .waitFor()
    }
    await studio.screenshot('5-not-supported')

    const csvPath = join(makeFolder('out'), 'landmarks.csv')
    await studio.answerSaveDialog(csvPath)
    await studio.button('Export…').click()
    await studio.screenshot('6-export')
    await studio.button('Save as…').click()
    await studio.page.getByText('Show in folder').waitFor()
    await studio.screenshot('7-exported')

    const rows = await readCsv(csvPath)
    const sources = [...new Set(rows.map(({ source }) => restoreFormula(String(source))))]
    expect(sources).toEqual(good)
    const faces = new Set(rows.map(({ detected }) => detected))
    expect(faces).toContain('true')

    const sidecar = JSON.parse(readFileSync(`${csvPath}.json`, 'utf8')) as {
      withoutLandmarks: BadFile[]
    }
    const reasons = sidecar.withoutLandmarks.map(({ name, reason }) => ({ name, reason }))
    expect(reasons).toEqual(bad.map(({ name, reason }) => ({ name, reason })))
  })

  it('gives the same bytes as the command line does with another number of workers', async () => {
    await studio.chooseTask('Hands')
    await studio.startBatch(folder)
    await studio.phase('Finished')
    const out = makeFolder('out')
    await exportTo(join(out, 'app.csv'))
    const cliArguments = [builtCli, folder, '--workers', '1', '--out', join(out, 'cli.csv')]
    execFileSync(process.execPath, cliArguments, { stdio: 'ignore' })
    expect(readFileSync(join(out, 'app.csv'))).toEqual(readFileSync(join(out, 'cli.csv')))
  })
})

describe('a batch in work', () => {
  beforeEach(async () => {
    await studio.chooseTask('Hands')
    await studio.startBatch(makePhotoFolder(60))
    await studio.page.getByText('Done', { exact: true }).first().waitFor()
  })

  it('stops within a second when it is cancelled, and keeps what is done', async () => {
    const processIds = await studio.workerProcessIds()
    expect(processIds.length).toBeGreaterThan(0)
    await studio.button('Cancel…').click()
    const startMs = performance.now()
    await studio.button('Cancel batch').click()
    await until(() => !processIds.some(isAlive))
    expect(performance.now() - startMs).toBeLessThan(1000)
    await studio.phase('Cancelled')
    await studio.screenshot('8-cancelled')

    const csvPath = join(makeFolder('out'), 'landmarks.csv')
    await exportTo(csvPath)
    const sources = new Set((await readCsv(csvPath)).map(({ source }) => source))
    const done = /(\d+)\s*$/.exec(
      await studio.page.getByRole('button', { name: /^Done/ }).innerText(),
    )
    expect(sources.size).toBe(Number(done?.[1]))
  })

  it('replaces a worker that is killed and still does every file', async () => {
    const [victim = 0] = await studio.workerProcessIds()
    process.kill(victim, 'SIGKILL')
    await studio.phase('Finished')
    expect(await studio.progressText()).toContain('60 of 60 files')
    expect(await studio.progressText()).not.toContain('failed')
  })

  it('pauses and goes on', async () => {
    await studio.button('Pause').click()
    await studio.phase('Paused')
    // A photo whose detection had begun is still finished, however long this machine takes for it.
    const whenPaused = await studio.stillProgressText()
    await studio.page.waitForTimeout(1500)
    expect(await studio.progressText()).toBe(whenPaused)
    await studio.screenshot('9-paused')
    await studio.button('Resume').click()
    await studio.phase('Finished')
  })

  it('leaves no process behind when its window is closed', async () => {
    const processIds = await studio.allProcessIds()
    const exited = new Promise((resolve) => studio.app.process().once('exit', resolve))
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await exited
    await until(() => !processIds.some(isAlive), 5000)
  })

  it('leaves no process behind when main is asked to end', async () => {
    const processIds = await studio.allProcessIds()
    const main = studio.app.process()
    const exited = new Promise((resolve) => main.once('exit', resolve))
    main.kill('SIGTERM')
    await exited
    await until(() => !processIds.some(isAlive), 5000)
  })

  it('can be seen again under Earlier batches after a restart', async () => {
    await studio.phase('Finished')
    await studio.quit()
    studio = await Studio.launch(studio.dataFolder)
    await studio.button('Earlier batches').click()
    await studio.screenshot('10-earlier-batches')
    await studio.page.getByRole('button', { name: /many photos/ }).click()
    await studio.phase('Finished')
    expect(await studio.progressText()).toContain('60 of 60 files')
  })
})
