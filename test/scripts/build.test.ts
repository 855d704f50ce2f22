import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hashSources, run } from '../../scripts/steps/build.mjs'
import { temporaryFolder } from './temporaryFolder'

const root = temporaryFolder()
const write = (name: string, text: string) => {
  mkdirSync(join(root, name, '..'), { recursive: true })
  writeFileSync(join(root, name), text)
}

it('the app counts as changed when a source is changed, added or removed, and not otherwise', async () => {
  write('main/index.ts', 'one')
  const first = await hashSources(root)
  write('README.md', 'not a source')
  write('main/index.ts', 'one')
  expect(await hashSources(root)).toBe(first)

  write('main/index.ts', 'two')
  expect(await hashSources(root)).not.toBe(first)
  write('main/index.ts', 'one')
  write('common/new.ts', '')
  expect(await hashSources(root)).not.toBe(first)
  rmSync(join(root, 'common/new.ts'))
  expect(await hashSources(root)).toBe(first)
})

it('the app is built when its sources are newer than it, or when somebody else built it since', async () => {
  // A build script that leaves what electron-vite leaves.
  const build = `node -e "fs.mkdirSync('out/main',{recursive:true});fs.writeFileSync('out/main/index.js','')"`
  write('package.json', JSON.stringify({ scripts: { build } }))
  write('main/index.ts', 'one')
  const outcomes = []
  for (const change of [
    () => undefined,
    () => undefined,
    () => write('main/index.ts', 'two'),
    () => {
      const inASecond = Date.now() / 1000 + 1
      utimesSync(join(root, 'out/main/index.js'), inASecond, inASecond)
    },
    () => undefined,
  ]) {
    change()
    outcomes.push((await run(root, () => undefined)).changed)
  }
  expect(outcomes).toEqual([true, false, true, true, false])
})
