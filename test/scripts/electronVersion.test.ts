import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Manifest {
  readonly devDependencies: { readonly electron: string }
}
interface Lockfile {
  readonly packages: Readonly<Record<string, { version?: string; integrity?: string }>>
}

it('Electron is one exact version, and what is installed is what somebody has looked at', () => {
  const { electron } = (readJson('package.json') as Manifest).devDependencies
  const locked = (readJson('package-lock.json') as Lockfile).packages['node_modules/electron']
  expect(electron).toMatch(/^\d+\.\d+\.\d+$/)
  expect(locked?.version).toBe(electron)
  expect(locked?.integrity).toMatch(/^sha512-/)
})

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'))
}
