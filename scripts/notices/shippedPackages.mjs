// @ts-check
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Development packages whose code or data is built into the app, or that the app runs on. */
const BUILT_IN = [
  '@intlify/core-base',
  '@mediapipe/holistic', // the networks in the model bundles
  '@tanstack/vue-virtual',
  '@vladmandic/face-api', // the photo that a machine is measured with
  'electron',
  'electron-store',
  'marked',
  'pinia',
  'three',
  'uplot',
  'vue',
  'vue-i18n',
  'zod',
]

/** What others name as a dependency of theirs, but nothing of the app loads. */
const NEVER_LOADED = [
  '@electron-internal/extract-zip', // these two fetch Electron
  '@electron/get',
  '@rollup/rollup-linux-x64-gnu',
  '@types/dom-mediacapture-transform',
  '@types/dom-webcodecs',
  '@types/node',
  'werift', // WebRTC, beside node-av
]

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * The folders of the packages in this system's app, relative to the project's, and of those that are
 * installed beside them as dependencies but do not ship. Packages for other systems are not here,
 * and not in this system's app.
 *
 * @param {string} root
 * @returns {Promise<{ shipped: string[], leftOut: string[] }>}
 */
export async function packagesHere(root) {
  /** @type {Lockfile} */
  const lockfile = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
  const shipped = shippedPackages(lockfile, BUILT_IN, NEVER_LOADED)
  const leftOut = Object.entries(lockfile.packages)
    .filter(([folder, { dev }]) => folder !== '' && dev !== true && !shipped.includes(folder))
    .map(([folder]) => folder)
  /** @param {string} folder */
  const isHere = (folder) => existsSync(join(root, folder))
  return { shipped: shipped.filter(isHere), leftOut: leftOut.filter(isHere) }
}

/**
 * The folders of all packages that reach the user: those the app loads at run time, and those
 * among the development packages whose code or data is built into it, with what they need.
 *
 * @param {Lockfile} lockfile
 * @param {readonly string[]} builtIn names of development packages
 * @param {readonly string[]} neverLoaded names of packages that only seem to be needed
 * @returns {string[]} folders, relative to the project's
 */
export function shippedPackages({ packages }, builtIn, neverLoaded) {
  /** @type {Set<string>} */
  const shipped = new Set()
  const loaded = Object.keys(packages['']?.dependencies ?? {})
  const queue = [...loaded, ...builtIn].map((name) => `node_modules/${name}`)
  for (const folder of queue) {
    if (shipped.has(folder)) continue
    shipped.add(folder)
    const { dependencies, optionalDependencies } = packages[folder] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (neverLoaded.includes(name)) continue
      const found = resolveFrom(folder, name, packages)
      if (found !== undefined) queue.push(found)
    }
  }
  return [...shipped].sort()
}

/**
 * Finds a package as Node does: in the nearest node_modules, going outwards.
 *
 * @param {string} folder
 * @param {string} name
 * @param {Readonly<Record<string, LockedPackage>>} packages
 * @returns {string | undefined}
 */
function resolveFrom(folder, name, packages) {
  const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
  if (packages[candidate] !== undefined) return candidate
  if (folder === '') return undefined
  return resolveFrom(
    folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/'))),
    name,
    packages,
  )
}
