// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The Electron inside the registry package that set-up falls back to. */
export const FALLBACK_VERSION = '33.2.1'
/** Goes up when the way we prepare that runtime changes, so that an older one is not used. */
const FALLBACK_REVISION = 1

/**
 * @typedef {object} ElectronRuntime
 * @property {string} folder what ELECTRON_OVERRIDE_DIST_PATH would be set to
 * @property {string} executable
 * @property {string} version
 * @property {boolean} isDevelopmentRuntime the fallback: for development and tests, never to ship
 */

/**
 * Tells which Electron to use: the one that ELECTRON_OVERRIDE_DIST_PATH names, else the vendor's
 * in node_modules, else the fallback in the user's cache.
 *
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {ElectronRuntime | undefined} undefined if none is installed
 */
export function findElectron(root, env = process.env) {
  const fallbackFolder = fallbackRuntimeFolder(env)
  const overrideFolder = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (overrideFolder) return runtimeIn(overrideFolder, overrideFolder === fallbackFolder)
  return vendorRuntime(root) ?? runtimeIn(fallbackFolder, true)
}

/**
 * The Electron that its vendor's installer puts into node_modules, if it is the pinned version.
 *
 * @param {string} root
 * @returns {ElectronRuntime | undefined}
 */
export function vendorRuntime(root) {
  const packageFolder = join(root, 'node_modules/electron')
  const runtime = runtimeIn(join(packageFolder, 'dist'), false)
  return runtime?.version === versionInManifest(packageFolder) ? runtime : undefined
}

/**
 * Where the fallback lies, also while it does not: in the user's cache, for all checkouts.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function fallbackRuntimeFolder(env = process.env) {
  const cacheFolder = env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  const name = `electron-${FALLBACK_VERSION}-r${FALLBACK_REVISION}-linux-x64`
  return join(cacheFolder, 'landmark-studio', name)
}

/**
 * @param {string} folder
 * @param {boolean} isDevelopmentRuntime
 * @returns {ElectronRuntime | undefined}
 */
function runtimeIn(folder, isDevelopmentRuntime) {
  const executable = join(folder, executableName())
  if (!existsSync(executable)) return undefined
  return { folder, executable, version: versionIn(folder), isDevelopmentRuntime }
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** @param {string} folder */
function versionIn(folder) {
  const file = join(folder, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown'
}

/** @param {string} packageFolder */
function versionInManifest(packageFolder) {
  const file = join(packageFolder, 'package.json')
  if (!existsSync(file)) return undefined
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(file, 'utf8'))
  return version
}
