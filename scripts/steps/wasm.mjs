// @ts-check
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findStaleFiles, writeVerified } from '../verifiedFiles.mjs'

/**
 * MediaPipe's engine as @mediapipe/tasks-vision 0.10.35 ships it (with SIMD, which every Electron
 * we run on has). Whoever takes another version of the package changes these sums.
 */
const CHECKSUMS = {
  'vision_wasm_internal.js': 'e7fd9858e8e8f221d9b96eddc11f8e077f263e0b7bbd79d3cbe882b134274f8c',
  'vision_wasm_internal.wasm': '6a5c64584c2ab61c763b6e204afbdbc7ce1caf7f5216187322bca8df94f646bc',
}

const REMEDY =
  'Run "npm ci" to get the pinned @mediapipe/tasks-vision again. If you took another version on ' +
  'purpose, put its sums into scripts/steps/wasm.mjs.'

/**
 * Copies MediaPipe's WebAssembly engine into resources/wasm.
 *
 * @param {string} root
 */
export function run(root) {
  return copyWasm({
    packageFolder: join(root, 'node_modules/@mediapipe/tasks-vision/wasm'),
    wasmFolder: join(root, 'resources/wasm'),
    checksums: CHECKSUMS,
  })
}

/**
 * @param {object} options
 * @param {string} options.packageFolder
 * @param {string} options.wasmFolder
 * @param {import('../verifiedFiles.mjs').Checksums} options.checksums
 * @returns {Promise<import('../step.mjs').Outcome>}
 */
export async function copyWasm({ packageFolder, wasmFolder, checksums }) {
  const stale = await findStaleFiles(wasmFolder, checksums)
  if (stale.length === 0) return { summary: 'engine already in place', changed: false }
  for (const name of stale) {
    const bytes = await readFile(join(packageFolder, name))
    await writeVerified(join(wasmFolder, name), bytes, checksums[name], REMEDY)
  }
  return { summary: `copied and verified ${stale.length} files`, changed: true }
}
