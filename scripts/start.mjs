// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasDisplay } from './display.mjs'
import { findElectron } from './electronPath.mjs'
import { launchApp } from './launchApp.mjs'
import { runSteps } from './step.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const electron = findElectron(root)
if (electron === undefined || !existsSync(join(root, 'resources/models'))) {
  console.error('Landmark Studio is not set up yet. Run "npm run setup" first.')
  process.exit(1)
}

const isBuilt = await runSteps(
  [{ name: 'App', load: () => import('./steps/build.mjs') }],
  root,
  console.log,
)
if (!isBuilt) process.exit(1)

if (electron.isDevelopmentRuntime) {
  console.log(
    `Electron ${electron.version} from the package registry: for development and tests only.`,
  )
}
const isOnScreen = hasDisplay(process.env)
if (!isOnScreen) {
  console.log(
    'There is no display here, so the app runs on one in memory (xvfb-run) and cannot be seen. ' +
      'To see it, run "npm start" in a desktop session, or with DISPLAY set (as "ssh -X" does).',
  )
}
const isRoot = process.getuid?.() === 0
if (isRoot) {
  console.log(
    "You are root, and Chromium's sandbox does not work for root: starting with --no-sandbox. " +
      'Do not open files that you do not trust this way.',
  )
}

// Where no session bus runs, Chromium would print a dozen errors that mean nothing to us.
const isQuiet = process.env['ELECTRON_ENABLE_LOGGING'] === undefined
process.exitCode = await launchApp({
  executable: electron.executable,
  args: [
    ...(isRoot ? ['--no-sandbox'] : []),
    ...(isQuiet ? ['--log-level=3'] : []),
    root,
    ...process.argv.slice(2),
  ],
  isOnScreen,
})
