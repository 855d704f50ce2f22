// @ts-check
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { innerParts } from './notices/innerParts.mjs'
import { licenceOf, licenceText } from './notices/licences.mjs'
import { packagesHere } from './notices/shippedPackages.mjs'

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
  const { shipped } = await packagesHere(root)
  const notices = [
    ...(await Promise.all(shipped.map((folder) => packageNotice(join(root, folder))))),
    ...(await innerParts()),
  ]
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
