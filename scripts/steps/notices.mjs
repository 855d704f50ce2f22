// @ts-check
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { thirdPartyNotices } from '../notices.mjs'
import { writeAtomically } from '../verifiedFiles.mjs'

/**
 * Writes resources/third-party-notices.txt, and so makes sure that all we ship may be shipped.
 *
 * @param {string} root
 * @returns {Promise<import('../step.mjs').Outcome>}
 */
export async function run(root) {
  const file = join(root, 'resources/third-party-notices.txt')
  const { text, count } = await thirdPartyNotices(root)
  if (existsSync(file) && (await readFile(file, 'utf8')) === text) {
    return { summary: `${count} already collected`, changed: false }
  }
  await writeAtomically(file, text)
  return { summary: `collected ${count}, all compatible with GPL-3.0-or-later`, changed: true }
}
