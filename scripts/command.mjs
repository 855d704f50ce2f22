// @ts-check
import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const ERROR_LINE = /^(?:npm error |npm ERR! |E: |\w*Error: )(?!code |errno )(.+)$/
const KEPT_CHARACTERS = 16 * 1024

/**
 * @typedef {object} CommandResult
 * @property {number | null} exitCode null if it could not be started or was ended by a signal
 * @property {string} output the end of what it printed, both streams together
 * @property {boolean} timedOut
 */

/**
 * Runs a command to its end, quietly. A command that cannot be started is a result like any other
 * failure, with the reason as its output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env] added to the present environment
 * @param {number} [options.timeoutMs]
 * @param {number} [options.keptCharacters] how much of the end of what it prints is wanted
 * @returns {Promise<CommandResult>}
 */
export function runCommand(
  command,
  args,
  { cwd, env, timeoutMs, keptCharacters = KEPT_CHARACTERS } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let timedOut = false
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true
            child.kill('SIGKILL')
          }, timeoutMs)
    /** @param {string} text */
    const keep = (text) => {
      output = (output + text).slice(-keptCharacters)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    /** @param {number | null} exitCode */
    const finish = (exitCode) => {
      clearTimeout(timer)
      resolve({ exitCode, output: output.trim(), timedOut })
    }
    child.on('error', (error) => {
      keep(error.message)
      finish(null)
    })
    child.on('close', finish)
  })
}

/**
 * Runs npm: the very one that started us if there is one, so that its version and settings hold.
 *
 * @param {readonly string[]} args
 * @param {Parameters<typeof runCommand>[2]} [options]
 */
export function runNpm(args, options) {
  const script = process.env['npm_execpath']
  if (script !== undefined && basename(script) === 'npm-cli.js') {
    return runCommand(process.execPath, [script, ...args], options)
  }
  if (process.platform === 'win32') return runCommand('cmd', ['/c', 'npm', ...args], options)
  return runCommand('npm', args, options)
}

/**
 * What a failed command's output says about why: the first of npm's, apt's and Node's error lines
 * that are more than a code, with the next line if it only announces that, else the last line.
 *
 * @param {Pick<CommandResult, 'output' | 'timedOut'>} result
 */
export function reasonOf({ output, timedOut }) {
  if (timedOut) return 'it took too long'
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim() !== '')
  for (const [index, line] of lines.entries()) {
    const reason = ERROR_LINE.exec(line)?.[1]
    if (reason?.endsWith(':')) return `${reason} ${lines[index + 1]?.trim() ?? ''}`
    if (reason !== undefined) return reason.replace(/\.$/, '')
  }
  return lines.at(-1)?.replace(/\.$/, '') ?? 'it printed no reason'
}
