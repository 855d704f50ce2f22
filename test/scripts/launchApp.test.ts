import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { appEnvironment } from '../../scripts/launchApp.mjs'

const launchAppUrl = pathToFileURL(resolve('scripts/launchApp.mjs')).href

/** Starts a process that launches a Node script as if it were the app. */
function launch(appScript: string) {
  const options = { executable: process.execPath, args: ['-e', appScript], isOnScreen: true }
  const script =
    `import { launchApp } from '${launchAppUrl}'\n` +
    `process.exitCode = await launchApp(${JSON.stringify(options)})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, exit: once(child, 'exit') }
}

/** Whether a process lives; one that has ended but was not collected by its parent does not. */
function isRunning(pid: number) {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

describe.skipIf(process.platform === 'win32')('the launcher', () => {
  it('ends with the exit code of the app', async () => {
    expect((await launch('process.exit(7)').exit)[0]).toBe(7)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'asks the app to quit on %s and leaves no process behind',
    async (signal) => {
      const { child, exit } = launch(`
        const helper = require('node:child_process').spawn('sleep', ['60'])
        process.on('SIGTERM', () => process.exit(3))
        console.log(process.pid, helper.pid)
        setInterval(() => {}, 1000)`)
      const [line] = (await once(child.stdout, 'data')) as [Buffer]
      const pids = line.toString().trim().split(' ').map(Number)
      expect(pids.map(isRunning)).toEqual([true, true])

      child.kill(signal)

      expect((await exit)[0]).toBe(3)
      await expect.poll(() => pids.map(isRunning)).toEqual([false, false])
    },
  )

  it('says so when the app cannot be started', async () => {
    const options = { executable: '/nowhere/electron', args: [], isOnScreen: true }
    const script =
      `import { launchApp } from '${launchAppUrl}'\n` +
      `process.exitCode = await launchApp(${JSON.stringify(options)})`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script])
    const [text] = (await once(child.stderr, 'data')) as [Buffer]
    expect(text.toString()).toBe(
      'The app could not be started: spawn /nowhere/electron ENOENT. Run "npm run setup" again.\n',
    )
  })
})

it('the app gets our environment without what npm adds and what would turn Electron into Node', () => {
  expect(
    appEnvironment({
      HOME: '/home/ada',
      DISPLAY: ':1',
      npm_lifecycle_event: 'start',
      INIT_CWD: '/project',
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
    }),
  ).toEqual({ HOME: '/home/ada', DISPLAY: ':1' })
})
