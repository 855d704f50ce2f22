// @ts-check
import { build } from 'electron-builder'
import { rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findElectron } from './electronPath.mjs'
import { packagesHere } from './notices/shippedPackages.mjs'
import { runSteps } from './step.mjs'

// `npm run package -- [--dir] [target …]`: packages the app for this system, as electron-builder.yml
// says: all installers, those that are named (`-- tar.gz`), or an unpacked folder (`-- --dir`).

/** What is different while Electron is the fallback, so that nobody takes the package for a release. */
const DEVELOPMENT = {
  artifactName: '${name}-${version}-development-${os}-${arch}.${ext}',
  afterExtract: removeForeignParts,
}

const root = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dir: { type: 'boolean', default: false } },
})

const isReady = await runSteps(
  [
    { name: 'Models', load: () => import('./steps/models.mjs') },
    { name: 'Engine', load: () => import('./steps/wasm.mjs') },
    { name: 'Sample photo', load: () => import('./steps/sample.mjs') },
    { name: 'Third-party notices', load: () => import('./steps/notices.mjs') },
    { name: 'Bill of materials', load: () => import('./steps/sbom.mjs') },
    { name: 'App', load: () => import('./steps/build.mjs') },
  ],
  root,
  console.log,
)
const electron = findElectron(root)
if (electron === undefined) {
  console.error('There is no Electron to package. Run "npm run setup" first.')
  process.exitCode = 1
} else if (isReady) {
  await packageWith(electron)
} else {
  process.exitCode = 1
}

/** @param {import('./electronPath.mjs').ElectronRuntime} electron */
async function packageWith({ folder, version, isDevelopmentRuntime }) {
  const { leftOut } = await packagesHere(root)
  const made = await build({
    projectDir: root,
    dir: values.dir,
    [systemOption()]: positionals,
    config: {
      electronDist: folder,
      electronVersion: version,
      [systemOption()]: { files: leftOut.map((folder) => `!${folder}`) },
      ...(isDevelopmentRuntime ? DEVELOPMENT : {}),
    },
  })
  for (const file of made) console.log(`Made ${relative(root, file)}`)
  if (!isDevelopmentRuntime) return
  console.warn(
    `\nNOT TO BE PUBLISHED: this package contains Electron ${version} from the package registry, ` +
      'which is for development and tests only. Package where Electron can be downloaded from its ' +
      'vendor ("npm run setup" says so).',
  )
}

/**
 * The fallback has an app of its own, which loads others, and a snapshot that it does not start from.
 *
 * @param {{ appOutDir: string }} context
 */
async function removeForeignParts({ appOutDir }) {
  for (const part of ['resources/app', 'browser_v8_context_snapshot.bin']) {
    await rm(join(appOutDir, part), { recursive: true })
  }
}

function systemOption() {
  if (process.platform === 'darwin') return 'mac'
  return process.platform === 'win32' ? 'win' : 'linux'
}
