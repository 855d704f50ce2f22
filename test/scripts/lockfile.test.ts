import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface LockedPackage {
  readonly integrity?: string
  readonly resolved?: string
  readonly deprecated?: string
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>
}
const locked = Object.entries(packages).filter(([folder]) => folder !== '')
const names = (found: typeof locked) => found.map(([folder]) => folder)

it('each package is fixed by its SHA-512, and comes from the registry alone', () => {
  expect(locked.length).toBeGreaterThan(300)
  expect(names(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')))).toEqual([])
  expect(names(locked.filter(([, { resolved }]) => resolved?.startsWith('git')))).toEqual([])
})

it('none is given up by its makers', () => {
  expect(names(locked.filter(([, { deprecated }]) => deprecated !== undefined))).toEqual([])
})

it('none runs code when it is installed', () => {
  expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true')
})
