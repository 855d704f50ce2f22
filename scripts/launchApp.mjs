// @ts-check
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** How long the app may take to quit after it was asked to. */
const QUIT_LIMIT_MS = 10_000
const FORWARDED_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
const PARENT_CHECK_MS = 1000
const COMMAND_NOT_RUNNABLE = 127

/**
 * Tells its own process number on the third stream, then becomes the app: xvfb-run does not pass
 * signals on, so we have to send them to the app itself.
 */
const TELL_PID_THEN_RUN = 'echo $$ >&3; exec "$@" 3>&-'

/**
 * Starts the app and waits for its end. Signals to us go to the app; one that does not quit in
 * time is ended with everything it started.
 *
 * @param {object} options
 * @param {string} options.executable
 * @param {readonly string[]} options.args
 * @param {boolean} options.isOnScreen false to start it on a display in memory
 * @returns {Promise<number>} its exit code
 */
export async function launchApp({ executable, args, isOnScreen }) {
  const isPosix = process.platform !== 'win32'
  const [command, ...commandArgs] = isOnScreen
    ? [executable, ...args]
    : [...XVFB_RUN, 'sh', '-c', TELL_PID_THEN_RUN, 'sh', executable, ...args]
  const child = spawn(command, commandArgs, {
    env: appEnvironment(process.env),
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    // A process group of its own, so that all of it can be ended.
    detached: isPosix,
  })
  let appPid = isOnScreen ? child.pid : undefined
  child.stdio[3]?.on('data', (/** @type {Buffer} */ text) => (appPid ??= Number(text.toString())))

  /** @type {NodeJS.Timeout | undefined} */
  let limit
  const endGroup = () => signal(isPosix && child.pid ? -child.pid : child.pid, 'SIGKILL')
  const askToQuit = () => {
    signal(appPid ?? child.pid, 'SIGTERM')
    limit ??= setTimeout(endGroup, QUIT_LIMIT_MS)
  }
  for (const name of FORWARDED_SIGNALS) process.on(name, askToQuit)
  const parentWatch = whenNpmIsGone(askToQuit)
  try {
    return await exitCodeOf(child)
  } finally {
    clearTimeout(limit)
    clearInterval(parentWatch)
    for (const name of FORWARDED_SIGNALS) process.off(name, askToQuit)
    endGroup()
  }
}

const XVFB_RUN = /** @type {const} */ ([
  'xvfb-run',
  '--auto-servernum',
  '--server-args=-screen 0 1600x1000x24',
])

/**
 * A signal to npm ends npm and the shell between us, but never reaches us: we see our parent go.
 *
 * @param {() => void} callback
 */
function whenNpmIsGone(callback) {
  if (process.env['npm_lifecycle_event'] === undefined) return undefined
  const parentPid = process.ppid
  return setInterval(() => {
    if (process.ppid !== parentPid) callback()
  }, PARENT_CHECK_MS)
}

/**
 * The environment for the app: ours, without what npm adds and what would change Electron's nature.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function appEnvironment(env) {
  const foreign = /^(npm_.*|INIT_CWD|NODE|NODE_OPTIONS|ELECTRON_RUN_AS_NODE|ELECTRON_OVERRIDE_.*)$/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)))
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function exitCodeOf(child) {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`The app could not be started: ${error.message}. Run "npm run setup" again.`)
      resolve(1)
    })
    child.on('exit', (code, signalName) => {
      if (code === COMMAND_NOT_RUNNABLE) {
        console.error('Electron lacks something of the system. Run "npm run setup" again.')
      }
      resolve(code ?? 128 + (signalName === null ? 0 : constants.signals[signalName]))
    })
  })
}

/**
 * Sends a signal to a process, or to a group by its negative number; one that has ended is fine.
 *
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  if (pid === undefined) return
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
