import { spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { chromium, type Browser } from 'playwright-core'
import { makeFolder } from '../app/folders'

/** Another one each time: the app before may still be closing its own. */
let port = 9333

/** Seconds from `npm start` on a built app until its first button can be pressed. */
export async function measureStartUp(): Promise<number> {
  port += 1
  const startMs = performance.now()
  const app = spawn(
    'npm',
    [
      'start',
      '--',
      `--remote-debugging-port=${port}`,
      `--user-data-dir=${makeFolder('studio-data')}`,
    ],
    { stdio: 'ignore' },
  )
  try {
    const browser = await connect()
    const page = browser.contexts()[0]?.pages()[0]
    await page?.getByRole('button', { name: 'Choose folder…' }).click({ trial: true })
    const seconds = (performance.now() - startMs) / 1000
    await browser.close()
    return seconds
  } finally {
    app.kill()
    await new Promise((resolve) => app.once('exit', resolve))
  }
}

async function connect(): Promise<Browser> {
  for (let tries = 0; tries < 400; tries += 1) {
    try {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
      if (browser.contexts()[0]?.pages()[0]?.url().startsWith('app:')) return browser
      await browser.close()
    } catch {
      await setTimeout(25)
    }
  }
  throw new Error('The app did not show its page')
}
