import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentTypeOf, findServedFile } from '../../../main/app/servedFiles'
import { temporaryFolder } from '../library/libraryFolder'

const hands = 'hand_landmarker.task'

/** Folders with a file each, in one that has a file too. */
function makeFolders() {
  const root = temporaryFolder()
  const files = ['page/index.html', 'page/assets/a.js', 'wasm/vision.wasm', 'wasm/vision.js']
  for (const path of [...files, `models/${hands}`, 'secret.txt', 'wasm/secret.txt', 'models/x']) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), path)
  }
  const models = { builtIn: join(root, 'models'), own: join(root, 'own') }
  return { root, folders: { page: join(root, 'page'), wasm: join(root, 'wasm'), models } }
}

describe('the app’s address', () => {
  it.each([
    ['/index.html', 'page/index.html'],
    ['/assets/a.js', 'page/assets/a.js'],
    ['/wasm/vision.wasm', 'wasm/vision.wasm'],
    ['/wasm/vision.js', 'wasm/vision.js'],
    [`/models/${hands}`, `models/${hands}`],
  ])('leads from %s to its file', async (urlPath, path) => {
    const { root, folders } = makeFolders()
    expect(await findServedFile(urlPath, folders)).toBe(join(root, path))
  })

  it('leads to the model that the user put into a folder of their own, if there is one', async () => {
    const { root, folders } = makeFolders()
    const own = join(root, 'own', hands)
    mkdirSync(join(own, '..'))
    writeFileSync(own, 'my own model')
    expect(await findServedFile(`/models/${hands}`, folders)).toBe(own)
  })

  it.each([
    ...['/', '/assets', '/secret.txt', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt'],
    ...['/index.html%00.js', '/wasm/', '/wasm/secret.txt', '/wasm/../secret.txt', '/wasm'],
    ...['/wasm/..%2fsecret.txt', '/wasm/..%2fwasm/vision.js', '/wasm//vision.js', '/models/x'],
    ...[`/models/..%2fmodels/${hands}`, `/models/%2e/${hands}`, `/models/${hands}%00`, '/models/'],
    ...['/models/face_landmarker.task', `/models/${hands}%0a`, '/wasm/vision.js%0a'],
  ])('does not lead to %s', async (urlPath) => {
    const { folders } = makeFolders()
    expect(await findServedFile(urlPath, folders)).toBeUndefined()
  })
})

it('what is run has the type without which it would not be', () => {
  expect(['a.js', 'a.wasm', 'a.task', 'a.css'].map(contentTypeOf)).toEqual([
    'text/javascript',
    'application/wasm',
    'application/octet-stream',
    undefined,
  ])
})
