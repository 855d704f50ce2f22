import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { findElectron } from '../../scripts/electronPath.mjs'
import { makePhotoFolder } from './folders'
import { sandboxArguments, Studio } from './studio'

const project = fileURLToPath(new URL('../..', import.meta.url))

let studio: Studio

afterEach(() => studio.close())

async function launch(): Promise<void> {
  studio = await Studio.launch()
}

/** Starts the app again beside the one that runs; resolves when this start has ended. */
async function startBeside(folder: string, paths: readonly string[]): Promise<number | null> {
  const { executable } = findElectron(project)!
  const own = [...sandboxArguments(), project, `--user-data-dir=${studio.dataFolder}`]
  const second = spawn(executable, [...own, ...paths], { cwd: folder, stdio: 'ignore' })
  const [code] = (await once(second, 'exit')) as [number | null]
  return code
}

describe('files that are handed over', () => {
  it('on the command line are added', async () => {
    studio = await Studio.launch(undefined, [], [makePhotoFolder(3)])
    await studio.phase('Ready to start')
    expect((await studio.batch()).status.counts.waiting).toBe(3)
  })

  it('by a second start are added to the window that is there, which comes to the front', async () => {
    await launch()
    await studio.button('Telemetry').click()
    await studio.button('Export CSV…').waitFor()
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    const folder = makePhotoFolder(4)
    // By a path that only means something where the second one was started.
    expect(await startBeside(dirname(folder), [basename(folder)])).toBe(0)
    await studio.phase('Ready to start')
    expect((await studio.batch()).status.counts.waiting).toBe(4)
    const isVisible = await studio.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    )
    expect(isVisible).toEqual([true])
  })

  it('as macOS does it are added', async () => {
    await launch()
    const folder = makePhotoFolder(2)
    const isTaken = await studio.app.evaluate(({ app }, path) => {
      let isTaken = false
      app.emit('open-file', { preventDefault: () => (isTaken = true) }, path)
      return isTaken
    }, folder)
    expect(isTaken).toBe(true)
    await studio.phase('Ready to start')
  })

  it('and are not there are listed with the reason', async () => {
    await launch()
    await startBeside('/', ['/no/such/photo.jpg'])
    await studio.page.getByText('photo.jpg').first().waitFor()
    expect((await studio.batch()).jobs[0]?.state.kind).toBe('refused')
  })
})
