// @ts-check
import { reasonOf, runCommand } from '../command.mjs'
import { hasDisplay } from '../display.mjs'
import { StepError } from '../step.mjs'

/** What Electron needs of a bare Debian, by its package names up to Debian 12. */
const ELECTRON_PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
]
/** What gives a machine without a screen one that is only in memory. */
const SCREEN_PACKAGES = ['xvfb', 'xauth']

const APT_OPTIONS = ['-o', 'DPkg::Lock::Timeout=300']

/**
 * Makes sure that Electron finds its system libraries on Debian and its relatives: installs them
 * as root, else says which command does.
 *
 * @param {string} _root
 * @param {import('../step.mjs').Note} note
 * @returns {Promise<import('../step.mjs').Outcome>}
 */
export async function run(_root, note) {
  if (process.platform !== 'linux') return { summary: 'none needed here', changed: false }
  const isRoot = process.getuid?.() === 0
  const needsScreen = isRoot || !hasDisplay(process.env)
  const wanted = needsScreen ? [...ELECTRON_PACKAGES, ...SCREEN_PACKAGES] : ELECTRON_PACKAGES

  const installed = await installedPackages(wanted)
  if (installed === undefined) {
    return { summary: 'not checked: this Linux has no dpkg', changed: false }
  }
  const missing = missingPackages(wanted, installed)
  if (missing.length === 0) return { summary: 'all there', changed: false }
  if (!isRoot) {
    const names = await namesInThisRelease(missing)
    const command = `sudo apt-get update && sudo apt-get install --yes ${names.join(' ')}`
    return {
      summary: `${missing.length} Debian packages are missing`,
      changed: false,
      leftToDo: `install what Electron needs of the system, then run set-up again:\n  ${command}`,
    }
  }
  note(`Installing ${missing.join(' ')}`)
  await install(missing)
  return { summary: `installed ${missing.length} Debian packages`, changed: true }
}

/**
 * Which of the wanted packages are not there. Since Debian 13 some have a name ending in t64.
 *
 * @param {readonly string[]} wanted
 * @param {ReadonlySet<string>} installed
 */
export function missingPackages(wanted, installed) {
  return wanted.filter((name) => !installed.has(name) && !installed.has(`${name}t64`))
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<ReadonlySet<string> | undefined>} undefined where there is no dpkg
 */
async function installedPackages(names) {
  const format = '${db:Status-Status} ${Package}\n'
  const patterns = names.flatMap((name) => [name, `${name}t64`])
  const result = await runCommand('dpkg-query', ['--show', `--showformat=${format}`, ...patterns])
  if (result.exitCode === null) return undefined
  return new Set(
    result.output
      .split('\n')
      .filter((line) => line.startsWith('installed '))
      .map((line) => line.slice('installed '.length)),
  )
}

/** @param {readonly string[]} missing */
async function install(missing) {
  await apt([...APT_OPTIONS, 'update'])
  const names = await namesInThisRelease(missing)
  await apt([...APT_OPTIONS, 'install', '--yes', '--no-install-recommends', ...names])
}

/** @param {readonly string[]} names */
function namesInThisRelease(names) {
  return Promise.all(
    names.map(async (name) => {
      const { exitCode } = await runCommand('apt-cache', ['show', `${name}t64`])
      return exitCode === 0 ? `${name}t64` : name
    }),
  )
}

/** @param {readonly string[]} args */
async function apt(args) {
  const result = await runCommand('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
  if (result.exitCode === 0) return
  throw new StepError(
    `apt-get could not do its work: ${reasonOf(result)}.`,
    `Run "apt-get ${args.join(' ')}" to see all it says, mend that, then run set-up again.`,
  )
}
