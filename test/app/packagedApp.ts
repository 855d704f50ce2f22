import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, readdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { chromium, type Browser, type Page } from 'playwright-core'
import { makeFolder } from './folders'
import { sandboxArguments, type Program } from './studio'

const name = 'landmark-studio'

export const packagedFolder = resolve('out/packages/linux-unpacked')
export const packagedExecutable = join(packagedFolder, name)

/** Packages the app as `npm run package` does, without making an installer of it. */
export function packageApp(): void {
  execFileSync(process.execPath, ['scripts/package.mjs', '--dir'], { stdio: 'pipe' })
}

/**
 * The packaged app with its debugger let in, which it refuses as it ships: what asks in a dialog of
 * the system can only be answered through main.
 */
export async function openToDebugger(): Promise<Program> {
  const folder = makeFolder('package')
  for (const entry of readdirSync(packagedFolder)) {
    // Electron looks for its files beside the program that runs, so that one is no link.
    if (entry === name) copyFileSync(packagedExecutable, join(folder, name))
    else symlinkSync(join(packagedFolder, entry), join(folder, entry))
  }
  const executable = join(folder, name)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  return { executable, args: [] }
}

/** The packaged app as it ships, of which a test only sees the page. */
export class PackagedApp {
  readonly #process: ChildProcess
  readonly #browser: Browser
  readonly page: Page

  private constructor(process: ChildProcess, browser: Browser, page: Page) {
    this.#process = process
    this.#browser = browser
    this.page = page
  }

  static async launch(...paths: string[]): Promise<PackagedApp> {
    const child = spawn(
      packagedExecutable,
      [
        ...[...sandboxArguments(), '--remote-debugging-port=0'],
        ...[`--user-data-dir=${makeFolder('studio-data')}`, ...paths],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const browser = await chromium.connectOverCDP(await addressOf(child))
    const context = browser.contexts()[0]!
    return new PackagedApp(
      child,
      browser,
      context.pages()[0] ?? (await context.waitForEvent('page')),
    )
  }

  async quit(): Promise<void> {
    const ended = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    await ended
    await this.#browser.close()
  }
}

/** Where the app says it can be reached. */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  let said = ''
  for await (const text of stderr as AsyncIterable<Buffer>) {
    said += text.toString()
    const address = /^DevTools listening on (ws:\S+)$/m.exec(said)?.[1]
    if (address !== undefined) return address
  }
  throw new Error(`The packaged app did not start:\n${said}`)
}
