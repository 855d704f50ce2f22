import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fallbackRuntimeFolder, findElectron } from '../../scripts/electronPath.mjs'
import { temporaryFolder } from './temporaryFolder'

const folder = temporaryFolder()
const env = (name: string) => ({ XDG_CACHE_HOME: join(folder, name, 'cache') })
const executable =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron'

function writeRuntime(runtimeFolder: string, version: string) {
  const file = join(runtimeFolder, executable)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, '')
  writeFileSync(join(runtimeFolder, 'version'), version)
  return file
}

function writeVendorRuntime(root: string, version: string) {
  const packageFolder = join(root, 'node_modules/electron')
  const file = writeRuntime(join(packageFolder, 'dist'), version)
  writeFileSync(join(packageFolder, 'package.json'), '{ "version": "45.4.1" }')
  return file
}

it('before set-up there is no runtime', () => {
  expect(findElectron(join(folder, 'nothing'), env('nothing'))).toBeUndefined()
})

it('the vendor’s runtime is used where it is the pinned version, fallback or not', () => {
  const root = join(folder, 'vendor')
  writeRuntime(fallbackRuntimeFolder(env('vendor')), '33.2.1')
  const file = writeVendorRuntime(root, 'v45.4.1')
  expect(findElectron(root, env('vendor'))).toEqual({
    folder: join(root, 'node_modules/electron/dist'),
    executable: file,
    version: '45.4.1',
    isDevelopmentRuntime: false,
  })
})

it('a vendor’s runtime of an older pin is not used', () => {
  const root = join(folder, 'stale')
  writeVendorRuntime(root, '44.0.0')
  expect(findElectron(root, env('stale'))).toBeUndefined()
})

it('the fallback in the cache says that it is for development', () => {
  const fallback = fallbackRuntimeFolder(env('fallback'))
  const file = writeRuntime(fallback, '33.2.1')
  expect(findElectron(join(folder, 'fallback'), env('fallback'))).toEqual({
    folder: fallback,
    executable: file,
    version: '33.2.1',
    isDevelopmentRuntime: true,
  })
})

it('ELECTRON_OVERRIDE_DIST_PATH goes before all others', () => {
  const root = join(folder, 'override')
  writeVendorRuntime(root, '45.4.1')
  const chosen = join(folder, 'chosen')
  const file = writeRuntime(chosen, '46.0.0')
  expect(findElectron(root, { ...env('override'), ELECTRON_OVERRIDE_DIST_PATH: chosen })).toEqual({
    folder: chosen,
    executable: file,
    version: '46.0.0',
    isDevelopmentRuntime: false,
  })
})
