// @ts-check
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { licenceOf, licenceText, standardText } from './notices/licences.mjs'
import { shippedPackages } from './notices/shippedPackages.mjs'

/** Development packages whose code or data is built into the app, or that the app runs on. */
const BUILT_IN = [
  '1eurofilter',
  '@mediapipe/holistic', // the networks in the model bundles
  '@tanstack/vue-virtual',
  '@vladmandic/face-api', // the photo that a machine is measured with
  'electron',
  'electron-store',
  'pinia',
  'uplot',
  'vue',
]

/**
 * One part of the app that others made.
 *
 * @typedef {{ name: string, version: string, licence: string, text: string }} Notice
 */

/**
 * The notices of everything that the app ships and others made. The same packages always give the
 * same text.
 *
 * @param {string} root
 * @returns {Promise<{ text: string, count: number }>}
 */
export async function thirdPartyNotices(root) {
  /** @type {import('./notices/shippedPackages.mjs').Lockfile} */
  const lockfile = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
  const folders = shippedPackages(lockfile, BUILT_IN)
    .map((folder) => join(root, folder))
    // Packages for other systems are not here, and do not ship in this system's app.
    .filter((folder) => existsSync(folder))
  const notices = [...(await Promise.all(folders.map(packageNotice))), ...(await innerNotices())]
  notices.sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
  return { text: [HEADING, ...notices.map(formatNotice)].join('\n'), count: notices.length }
}

const RULE = '='.repeat(80)

const HEADING = `Landmark Studio contains work of others, under the licences below. The app as a whole is under
GPL-3.0-or-later; its text lies beside this file. What Chromium contains is listed in
LICENSES.chromium.html, which comes with Electron.
`

/**
 * @param {string} folder
 * @returns {Promise<Notice>}
 */
async function packageNotice(folder) {
  /** @type {import('./notices/licences.mjs').Manifest} */
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const licence = licenceOf(manifest)
  const text = await licenceText(folder, manifest, licence)
  return { name: manifest.name, version: manifest.version, licence, text }
}

/**
 * What lies inside the native part of a package, under a licence of its own.
 *
 * @returns {Promise<Notice[]>}
 */
async function innerNotices() {
  return [
    {
      name: 'FFmpeg',
      version: 'in node-av',
      licence: 'GPL-3.0-or-later',
      text:
        'Copyright (c) the FFmpeg developers, https://ffmpeg.org\n\n' +
        'Built with --enable-gpl --enable-version3; its source and how it is built are at\n' +
        'https://github.com/seydx/node-av. The text of the licence lies beside this file.',
    },
    {
      name: 'Skia',
      version: 'in @napi-rs/canvas',
      licence: 'BSD-3-Clause',
      text:
        'Copyright (c) 2011 Google Inc. All rights reserved.\n\n' +
        (await standardText('BSD-3-Clause', 'Skia')),
    },
  ]
}

/** @param {Notice} notice */
function formatNotice({ name, version, licence, text }) {
  return `${RULE}\n${name} ${version}\n${licence}\n\n${text.replaceAll('\r\n', '\n')}\n`
}

/**
 * Compares by code unit: the order must not depend on the language of the machine.
 *
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}
