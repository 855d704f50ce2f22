// @ts-check
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { reasonOf, runNpm } from '../command.mjs'
import { StepError } from '../step.mjs'
import { writeAtomically } from '../verifiedFiles.mjs'

/** Everything the built app is made from, packages included by way of the lockfile. */
const SOURCES = [
  'common',
  'main',
  'preload',
  'renderer',
  'build/icons',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
]

/**
 * Builds the app into out/, unless it was built from just these sources.
 *
 * @param {string} root
 * @param {import('../step.mjs').Note} note
 * @returns {Promise<import('../step.mjs').Outcome>}
 */
export async function run(root, note) {
  const sources = await hashSources(root)
  if (await isBuiltFrom(root, sources)) return { summary: 'already current', changed: false }
  note('Building the app from its sources')
  const result = await runNpm(['run', 'build'], { cwd: root })
  if (result.exitCode !== 0) {
    throw new StepError(
      `The app could not be built: ${reasonOf(result)}.`,
      'Run "npm run build" to see all the compiler says.',
    )
  }
  await writeAtomically(stampFile(root), sources)
  return { summary: 'built into out/', changed: true }
}

/**
 * Whether the app in out/ is what these sources give. A build by hand or a development server
 * writes there too, and is then newer than our stamp.
 *
 * @param {string} root
 * @param {string} sources
 */
async function isBuiltFrom(root, sources) {
  const stamp = stampFile(root)
  const entry = join(root, 'out/main/index.js')
  if (!existsSync(stamp) || !existsSync(entry)) return false
  const isUntouched = (await stat(entry)).mtimeMs <= (await stat(stamp)).mtimeMs
  return isUntouched && (await readFile(stamp, 'utf8')) === sources
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'out/.built-from')
}

/**
 * A hash of the names and contents of all sources.
 *
 * @param {string} root
 */
export async function hashSources(root) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of await filesBelow(join(root, source))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(await readFile(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/**
 * All files below a path in a fixed order; the path itself if it is a file.
 *
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function filesBelow(path) {
  if (!existsSync(path)) return []
  if ((await stat(path)).isFile()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
