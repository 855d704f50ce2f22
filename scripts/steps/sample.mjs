// @ts-check
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findStaleFiles, writeVerified } from '../verifiedFiles.mjs'

/** Four people with faces, hands and bodies in sight, 1920 pixels wide. */
const PHOTO = 'demo/sample4.jpg'

/** As `@vladmandic/face-api` 1.7.15 ships it, under the name that the app looks for. */
const CHECKSUMS = {
  'people.jpg': '729efa5923061d40eb4ed5f267a18cc7b8ba6f852bb2757b16d8b7e4937476fc',
}

const REMEDY =
  'Run "npm ci" to get the pinned @vladmandic/face-api again. If you took another version on ' +
  'purpose, put the sum of its photo into scripts/steps/sample.mjs.'

/**
 * Puts the photograph that the app measures a machine with into resources/sample.
 *
 * @param {string} root
 */
export function run(root) {
  return copySample({
    packageFolder: join(root, 'node_modules/@vladmandic/face-api'),
    sampleFolder: join(root, 'resources/sample'),
    checksums: CHECKSUMS,
  })
}

/**
 * @param {object} options
 * @param {string} options.packageFolder
 * @param {string} options.sampleFolder
 * @param {import('../verifiedFiles.mjs').Checksums} options.checksums
 * @returns {Promise<import('../step.mjs').Outcome>}
 */
export async function copySample({ packageFolder, sampleFolder, checksums }) {
  const stale = await findStaleFiles(sampleFolder, checksums)
  if (stale.length === 0) return { summary: 'photo already in place', changed: false }
  const bytes = await readFile(join(packageFolder, PHOTO))
  for (const name of stale) {
    await writeVerified(join(sampleFolder, name), bytes, checksums[name], REMEDY)
  }
  return { summary: 'copied and verified the photo', changed: true }
}
