import { readFileSync, readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { thirdPartyNotices } from '../../scripts/notices.mjs'
import { linkedInto } from '../../scripts/notices/innerParts.mjs'
import { packagesHere } from '../../scripts/notices/shippedPackages.mjs'
import { billOfMaterials } from '../../scripts/sbom.mjs'

const root = resolve('.')

it('the bill of materials and the notices name the same parts, the same every time', async () => {
  const bom = await billOfMaterials(root)
  const { text } = await thirdPartyNotices(root)
  const rule = `${'='.repeat(80)}\n`
  const noticed = text.split(rule).map((part) => part.split('\n')[0])
  const listed = bom.components.map(({ name, version = '' }) => `${name} ${version}`)
  // A package that lies in two folders is one part.
  expect(listed.toSorted()).toEqual([...new Set(noticed.slice(1))].toSorted())
  expect(JSON.stringify(await billOfMaterials(root))).toBe(JSON.stringify(bom))
})

it('each part has a licence, and depends on parts that are listed', async () => {
  const { components, dependencies } = await billOfMaterials(root)
  expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([])
  const refs = new Set(components.map((component) => component['bom-ref']))
  expect(
    dependencies.flatMap(({ dependsOn }) => dependsOn.filter((ref) => !refs.has(ref))),
  ).toEqual([])
})

it('whatever the app imports is among the packages that ship', async () => {
  const { shipped } = await packagesHere(root)
  const imported = ['common', 'main', 'preload', 'renderer'].flatMap(importsBelow)
  const missing = imported.filter((name) => !shipped.includes(`node_modules/${name}`))
  expect([...new Set(missing)]).toEqual([])
})

it('of what FFmpeg is configured with, libraries are told from switches', () => {
  expect(
    linkedInto('--enable-gpl --enable-version3 --enable-lto=auto --disable-doc --enable-libx264'),
  ).toEqual(['libx264'])
})

/** The names of the packages that the sources below a folder import. */
function importsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.(ts|vue)$/.test(name))
    .flatMap(({ parentPath, name }) => [
      ...readFileSync(join(parentPath, name), 'utf8').matchAll(
        /\bfrom '((?:@[^/']+\/)?[^./@'][^/']*)|\bimport\('((?:@[^/']+\/)?[^./@'][^/']*)/g,
      ),
    ])
    .map(([, named, asked]) => named ?? asked ?? '')
    .filter((name) => !isBuiltin(name))
}
