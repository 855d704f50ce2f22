import { spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { makeFolder } from '../app/folders'

/** Seconds from the start of the command. */
export interface StartUp {
  /** Until the page is painted and its first button can be pressed. */
  readonly usableSeconds: number
  /** Until the library is open and what the app remembers is on screen. */
  readonly restoredSeconds: number
}

/** Another one each time: the app before may still be closing its own. */
let port = 9333
const lookEveryMs = 1000
const settleMs = 3000

const npmStart = ['npm', 'start', '--'] as const

/**
 * Starts the built app, or the one that a command with its first arguments starts. The page's own clock tells the times, asked for when it has long started: a connection made
 * earlier slows the start by half a second.
 */
export async function measureStartUp([command, ...args]: readonly [
  string,
  ...string[],
] = npmStart): Promise<StartUp> {
  port += 1
  const startedAt = Date.now()
  const own = [`--remote-debugging-port=${port}`, `--user-data-dir=${makeFolder('studio-data')}`]
  const app = spawn(command, [...args, ...own], { stdio: 'ignore' })
  try {
    await whenThePageExists()
    await setTimeout(settleMs)
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const page = browser.contexts()[0]?.pages()[0]
    if (page === undefined) throw new Error('The app did not show its page')
    await page.getByRole('button', { name: 'Choose folder…' }).click({ trial: true })
    await page.waitForFunction(() => performance.getEntriesByName('restored').length > 0)
    const [usableAt, restoredAt] = await page.evaluate(() =>
      ['first-contentful-paint', 'restored'].map(
        (name) =>
          performance.timeOrigin + (performance.getEntriesByName(name)[0]?.startTime ?? NaN),
      ),
    )
    await browser.close()
    return {
      usableSeconds: ((usableAt ?? NaN) - startedAt) / 1000,
      restoredSeconds: ((restoredAt ?? NaN) - startedAt) / 1000,
    }
  } finally {
    app.kill()
    await new Promise((resolve) => app.once('exit', resolve))
  }
}

async function whenThePageExists(): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const targets = await fetch(`http://127.0.0.1:${port}/json/list`).then(
      (answer) => answer.json() as Promise<{ type: string; url: string }[]>,
      () => [],
    )
    if (targets.some(({ type, url }) => type === 'page' && url.startsWith('app:'))) return
    await setTimeout(lookEveryMs)
  }
  throw new Error('The app did not show its page')
}
