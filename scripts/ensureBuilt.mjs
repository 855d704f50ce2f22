// @ts-check
import { fileURLToPath } from 'node:url'
import { runSteps } from './step.mjs'
import { run } from './steps/build.mjs'

/** Builds the app if its sources have changed since; says nothing where there is nothing to do. */
const root = fileURLToPath(new URL('..', import.meta.url))
/** @type {string[]} */
const lines = []
const isBuilt = await runSteps(
  [{ name: 'App', load: () => Promise.resolve({ run }) }],
  root,
  (line) => void lines.push(line),
)
if (!isBuilt) {
  console.error(lines.join('\n'))
  process.exitCode = 1
}
