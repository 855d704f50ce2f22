// @ts-check
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reasonOf, runNpm } from '../command.mjs'
import { StepError } from '../step.mjs'

/**
 * A lockfile, as far as it is compared. npm leaves one inside node_modules too, which tells what
 * it really installed.
 *
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Installs the packages that the lockfile pins, unless they are there.
 *
 * @param {string} root
 * @param {import('../step.mjs').Note} note
 * @returns {Promise<import('../step.mjs').Outcome>}
 */
export async function run(root, note) {
  const wanted = await readLockfile(join(root, 'package-lock.json'))
  if (wanted === undefined) {
    throw new StepError(
      `${join(root, 'package-lock.json')} is missing.`,
      'It is part of the project: get it back with "git checkout package-lock.json".',
    )
  }
  if (await isInstalled(root, wanted)) return { summary: 'already installed', changed: false }

  note('Installing the packages of package-lock.json')
  const result = await runNpm(['ci', '--loglevel=error'], { cwd: root })
  if (result.exitCode !== 0) {
    throw new StepError(
      `npm could not install the packages of package-lock.json: ${reasonOf(result)}.`,
      result.output.includes('EUSAGE')
        ? 'Run "npm install" to bring the lockfile in line with package.json, then set-up again.'
        : 'Check that the package registry can be reached, then run set-up again.',
    )
  }
  const count = Object.keys(wanted.packages).length - 1
  return { summary: `installed what package-lock.json pins (${count} packages)`, changed: true }
}

/**
 * Whether node_modules is what the lockfile says. Cheap, and also right after an "npm install" by
 * hand, because it looks at what is there and not at a note of our own.
 *
 * @param {string} root
 * @param {Lockfile} wanted
 */
async function isInstalled(root, wanted) {
  const installed = await readLockfile(join(root, 'node_modules/.package-lock.json'))
  if (installed === undefined) return false
  return (
    isSameInstallation(wanted, installed) &&
    Object.keys(installed.packages).every((folder) => existsSync(join(root, folder)))
  )
}

/**
 * Compares two lockfiles. Optional packages may be absent: most are for other systems.
 *
 * @param {Lockfile} wanted
 * @param {Lockfile} installed
 */
export function isSameInstallation(wanted, installed) {
  const folders = new Set([...Object.keys(wanted.packages), ...Object.keys(installed.packages)])
  folders.delete('') // the project itself
  return [...folders].every((folder) => {
    const wantedPackage = wanted.packages[folder]
    const installedPackage = installed.packages[folder]
    if (wantedPackage === undefined) return false
    if (installedPackage === undefined) return wantedPackage.optional === true
    return (
      wantedPackage.version === installedPackage.version &&
      wantedPackage.integrity === installedPackage.integrity
    )
  })
}

/**
 * @param {string} file
 * @returns {Promise<Lockfile | undefined>}
 */
async function readLockfile(file) {
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined
}
