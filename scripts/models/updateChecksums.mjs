// @ts-check
import { fileURLToPath } from 'node:url'
import { sha256, writeAtomically } from '../verifiedFiles.mjs'
import { BUNDLES, buildBundle } from './bundles.mjs'
import { openNetworks } from './networks.mjs'

// For those who change the bundles or take a newer @mediapipe/holistic: writes the list anew that
// set-up compares with. Try the new bundles before you commit it.
const readNetwork = await openNetworks(
  fileURLToPath(new URL('../../node_modules/@mediapipe/holistic', import.meta.url)),
)
/** @type {Record<string, string>} */
const checksums = {}
for (const [name, parts] of Object.entries(BUNDLES)) {
  checksums[name] = sha256(await buildBundle(parts, readNetwork))
}
const file = fileURLToPath(new URL('checksums.json', import.meta.url))
await writeAtomically(file, `${JSON.stringify(checksums, null, 2)}\n`)
console.log(`Wrote ${Object.keys(checksums).length} checksums to ${file}`)
