// @ts-check
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { billOfMaterials } from '../sbom.mjs'
import { writeAtomically } from '../verifiedFiles.mjs'

/**
 * Writes resources/sbom.cdx.json, which ships beside the notices.
 *
 * @param {string} root
 * @returns {Promise<import('../step.mjs').Outcome>}
 */
export async function run(root) {
  const file = join(root, 'resources/sbom.cdx.json')
  const bom = await billOfMaterials(root)
  const text = `${JSON.stringify(bom, null, 2)}\n`
  const count = bom.components.length
  if (existsSync(file) && (await readFile(file, 'utf8')) === text) {
    return { summary: `${count} components already listed`, changed: false }
  }
  await writeAtomically(file, text)
  return { summary: `listed ${count} components`, changed: true }
}
