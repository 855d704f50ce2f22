import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright-core'
import type { BatchSnapshot } from '../../common/batch'
import type {} from '../../renderer/window'
import { findElectron } from '../../scripts/electronPath.mjs'
import { isAlive, until } from '../processes'

const project = fileURLToPath(new URL('../..', import.meta.url))
const screenshots = join(project, 'test/output/screenshots')

/** What is started as the app, with the arguments that come first. */
export interface Program {
  readonly executable: string
  readonly args: readonly string[]
}

/** The real app in the real Electron, as the tests of this folder see and use it. */
export class Studio {
  readonly app: ElectronApplication
  readonly page: Page
  readonly dataFolder: string

  private constructor(app: ElectronApplication, page: Page, dataFolder: string) {
    this.app = app
    this.page = page
    this.dataFolder = dataFolder
  }

  /**
   * Starts the built app with a data folder of its own.
   *
   * @param dataFolder one of an earlier start, to see what the app remembers.
   * @param paths files and folders that the command line names.
   * @param program the built app of this checkout, unless another is named.
   */
  static async launch(
    dataFolder = mkdtempSync(join(tmpdir(), 'studio-data-')),
    moreArguments: readonly string[] = [],
    paths: readonly string[] = [],
    program = builtApp(),
  ): Promise<Studio> {
    const app = await _electron.launch({
      executablePath: program.executable,
      args: [
        ...[...sandboxArguments(), ...moreArguments, ...program.args],
        ...[`--user-data-dir=${dataFolder}`, ...paths],
      ],
    })
    const page = await app.firstWindow()
    page.setDefaultTimeout(15_000)
    // Whatever language it speaks.
    await page.getByRole('navigation').first().waitFor()
    // The page is there before the library is open: what main answers shows that both are.
    await page.evaluate(() => window.app.request('get-settings', undefined))
    const studio = new Studio(app, page, dataFolder)
    // Whoever quits in the middle of a batch is asked: here it is always meant.
    await studio.answerQuestions('Quit')
    return studio
  }

  /** Whatever is asked with this button among the answers is answered with it from now on. */
  async answerQuestions(button: string): Promise<void> {
    await this.app.evaluate(({ dialog }, button) => {
      const asked: Electron.MessageBoxOptions[] = []
      Object.assign(globalThis, { asked })
      dialog.showMessageBox = (...given: unknown[]) => {
        const question = given.at(-1) as Electron.MessageBoxOptions
        asked.push(question)
        const response = question.buttons?.indexOf(button) ?? -1
        return Promise.resolve({ response, checkboxChecked: false })
      }
    }, button)
  }

  /** The questions that were asked since their answer was set. */
  async questions(): Promise<{ message: string; detail?: string }[]> {
    return this.app.evaluate(
      () => (globalThis as unknown as { asked: Electron.MessageBoxOptions[] }).asked,
    )
  }

  /** Whether an item of the application menu can be chosen now; undefined if there is none. */
  isInMenu(id: string): Promise<boolean | undefined> {
    return this.app.evaluate(
      ({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled,
      id,
    )
  }

  /** Chooses an item of the application menu by the labels that lead to it, as a click does. */
  async chooseInMenu(...labels: readonly string[]): Promise<void> {
    await this.app.evaluate(({ Menu, BrowserWindow }, labels) => {
      let items = Menu.getApplicationMenu()?.items ?? []
      let item: Electron.MenuItem | undefined
      for (const label of labels) {
        item = items.find((each) => each.label === label)
        items = item?.submenu?.items ?? []
      }
      if (!item?.enabled) throw new Error(`${labels.join(' > ')} cannot be chosen.`)
      const [window] = BrowserWindow.getAllWindows()
      const { click } = item as unknown as { click: (...given: unknown[]) => void }
      click({}, window, window?.webContents)
    }, labels)
  }

  /** Makes a batch of files and folders, and starts it. */
  async startBatch(...paths: string[]): Promise<void> {
    await this.drop(...paths)
    await this.phase('Ready to start')
    await this.button('Start').click()
  }

  /** Drops files and folders on the middle of the window, as from the file manager. */
  async drop(...paths: string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page)
    const data = { items: [], files: paths, dragOperationsMask: 1 }
    const [x, y] = await this.page.evaluate(() => [innerWidth / 2, innerHeight / 2] as const)
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x, y, data })
    }
    await session.detach()
  }

  async chooseTask(title: 'Hands' | 'Face' | 'Body' | 'Whole person'): Promise<void> {
    await this.page.getByText(title, { exact: true }).click()
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** A notice on screen; what it says is read aloud as well, from another place. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole('region', { name: 'Notices' }).getByText(text)
  }

  /** Waits until the batch is in a phase, by the word that people read. */
  async phase(word: string): Promise<void> {
    const heading = this.page.getByRole('heading', { name: word, exact: true })
    await heading.waitFor({ timeout: 60_000 })
  }

  /** The batch on screen, as main knows it. */
  async batch(): Promise<BatchSnapshot> {
    return this.page.evaluate(() => window.app.request('get-batch', undefined))
  }

  /** All that the progress panel says. */
  async progressText(): Promise<string> {
    return this.page.getByRole('region', { name: 'Progress' }).innerText()
  }

  /** The same once nothing of it has changed for a second and a half. */
  async stillProgressText(): Promise<string> {
    let before = await this.progressText()
    for (;;) {
      await this.page.waitForTimeout(1500)
      const now = await this.progressText()
      if (now === before) return now
      before = now
    }
  }

  /** Has the next save dialog answer with this path. */
  async answerSaveDialog(path: string): Promise<void> {
    await this.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, path)
  }

  /** The dialog that asks for files or folders is answered with these, until another answer is set. */
  async answerOpenDialog(paths: readonly string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] })
    }, paths)
  }

  /** Processes of the app that run a landmark worker. */
  async workerProcessIds(): Promise<number[]> {
    return this.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ serviceName, name }) => [serviceName, name].includes('Landmark worker'))
        .map(({ pid }) => pid),
    )
  }

  async allProcessIds(): Promise<number[]> {
    return this.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  }

  /** Kills main, as a power cut would, and waits until no process is left. */
  async kill(): Promise<void> {
    const processIds = await this.allProcessIds()
    this.app.process().kill('SIGKILL')
    await until(() => !processIds.some(isAlive))
  }

  /** Saves what the window shows to test/output/screenshots, for somebody to look at. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) })
  }

  /** Gives the window's content a size, in pixels. */
  async resize(width: number, height: number): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, [width, height]) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      [width, height] as const,
    )
    await this.page.waitForFunction((width) => innerWidth === width, width)
  }

  /** The parts of the page that are wider than their room. */
  async scrolledSideways(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
        .concat(document.documentElement)
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ tagName, className }) => `${tagName} ${className}`),
    )
  }

  /** Ends the app and keeps its data folder, for another start. */
  async quit(): Promise<void> {
    await this.app.close()
  }

  async close(): Promise<void> {
    await this.app.close()
    await rm(this.dataFolder, { recursive: true, force: true })
  }
}

function builtApp(): Program {
  const electron = findElectron(project)
  if (electron === undefined) throw new Error('There is no Electron. Run "npm run setup".')
  return { executable: electron.executable, args: [project] }
}

/** Chromium's sandbox does not work for root, as which containers run. */
export function sandboxArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}
