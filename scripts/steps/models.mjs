// @ts-check
import { join } from 'node:path'
import { BUNDLES, buildBundle } from '../models/bundles.mjs'
import { openNetworks } from '../models/networks.mjs'
import { findStaleFiles, readChecksums, writeVerified } from '../verifiedFiles.mjs'

const REMEDY =
  'Run "npm ci" to get the pinned @mediapipe/holistic again. If you changed the bundles on ' +
  'purpose, run "node scripts/models/updateChecksums.mjs" and commit its list.'

/**
 * Builds the app's models into resources/models.
 *
 * @param {string} root
 */
export async function run(root) {
  return buildModels({
    packageFolder: join(root, 'node_modules/@mediapipe/holistic'),
    modelsFolder: join(root, 'resources/models'),
    checksums: await readChecksums(join(root, 'scripts/models/checksums.json')),
  })
}

/**
 * Builds every bundle that is missing or not what the list of checksums says.
 *
 * @param {object} options
 * @param {string} options.packageFolder where `@mediapipe/holistic` lies
 * @param {string} options.modelsFolder
 * @param {import('../verifiedFiles.mjs').Checksums} options.checksums
 * @returns {Promise<import('../step.mjs').Outcome>}
 */
export async function buildModels({ packageFolder, modelsFolder, checksums }) {
  const stale = await findStaleFiles(modelsFolder, checksums)
  const count = Object.keys(checksums).length
  if (stale.length === 0) return { summary: `${count} bundles already built`, changed: false }

  const readNetwork = await openNetworks(packageFolder)
  for (const name of stale) {
    const bundle = await buildBundle(BUNDLES[name] ?? [], readNetwork)
    await writeVerified(join(modelsFolder, name), bundle, checksums[name], REMEDY)
  }
  return { summary: `built and verified ${stale.length} of ${count} bundles`, changed: true }
}
