// @ts-check
import { fileURLToPath } from 'node:url'
import { runSteps } from './step.mjs'

/** All that makes a fresh checkout ready to start; a step that finds its work done is quick. */
/** @type {readonly import('./step.mjs').Step[]} */
const STEPS = [
  { name: 'Dependencies', load: () => import('./steps/dependencies.mjs') },
  { name: 'System libraries', load: () => import('./steps/systemLibraries.mjs') },
  { name: 'Models', load: () => import('./steps/models.mjs') },
  { name: 'Engine', load: () => import('./steps/wasm.mjs') },
  { name: 'Sample photo', load: () => import('./steps/sample.mjs') },
  { name: 'Electron', load: () => import('./steps/electronRuntime.mjs') },
  { name: 'Third-party notices', load: () => import('./steps/notices.mjs') },
  { name: 'App', load: () => import('./steps/build.mjs') },
]

/** Node 20.19 is the first with all that our tools use. */
const OLDEST_NODE = /** @type {const} */ ([20, 19])

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(
    `Landmark Studio needs Node ${OLDEST_NODE.join('.')} or newer, this is ` +
      `${process.versions.node}. Install a newer Node, then run "npm run setup" again.`,
  )
  process.exit(1)
}

console.log('Setting up Landmark Studio')
const root = fileURLToPath(new URL('..', import.meta.url))
const isReady = await runSteps(STEPS, root, console.log)
if (isReady) console.log('\nReady. "npm start" starts the app.')
else process.exitCode = 1
