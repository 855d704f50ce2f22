// @ts-check
import { build } from 'electron-builder'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findElectron } from './electronPath.mjs'
import { packageConfiguration } from './package/configuration.mjs'
import { runSteps } from './step.mjs'

// `npm run package -- [--dir] [target …]`: packages the app for this system, with all its installers,
// with those that are named (`-- tar.gz`), or as an unpacked folder (`-- --dir`).

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
if (electron === undefined) console.error('There is no Electron to package: run "npm run setup".')
if (electron === undefined || !isReady) process.exit(1)

const made = await build({
  projectDir: root,
  dir: values.dir,
  [systemOption()]: positionals,
  config: await packageConfiguration(root, electron),
})
for (const file of made) console.log(`Made ${relative(root, file)}`)
if (electron.isDevelopmentRuntime) {
  console.warn(
    `\nNOT TO BE PUBLISHED: this package contains Electron ${electron.version} from the package ` +
      'registry, which is for development and tests only. Package where Electron can be ' +
      'downloaded from its vendor ("npm run setup" says so).',
  )
}

function systemOption() {
  if (process.platform === 'darwin') return 'mac'
  return process.platform === 'win32' ? 'win' : 'linux'
}
