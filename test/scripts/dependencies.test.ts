import { expect, it } from 'vitest'
import { isSameInstallation } from '../../scripts/steps/dependencies.mjs'
import { missingPackages } from '../../scripts/steps/systemLibraries.mjs'

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/vue': { version: '3.5.0', integrity: 'sha512-vue' },
    'node_modules/canvas-win32': { version: '1.0.0', integrity: 'sha512-win', optional: true },
  },
}

it('packages are installed when all are there that this system needs', () => {
  expect(
    isSameInstallation(wanted, {
      packages: { 'node_modules/vue': { version: '3.5.0', integrity: 'sha512-vue' } },
    }),
  ).toBe(true)
})

it.each([
  ['one is missing', {}],
  ['one has another version', { 'node_modules/vue': { version: '3.4.0', integrity: 'sha512-x' } }],
  ['one has other content', { 'node_modules/vue': { version: '3.5.0', integrity: 'sha512-x' } }],
  [
    'there is one that the lockfile does not know',
    {
      'node_modules/vue': { version: '3.5.0', integrity: 'sha512-vue' },
      'node_modules/old': { version: '1.0.0', integrity: 'sha512-old' },
    },
  ],
])('packages are installed again when %s', (_case, packages) => {
  expect(isSameInstallation(wanted, { packages })).toBe(false)
})

it('a Debian package counts as there under its older and its newer name', () => {
  const installed = new Set(['libgtk-3-0t64', 'libnss3'])
  expect(missingPackages(['libgtk-3-0', 'libnss3', 'xvfb'], installed)).toEqual(['xvfb'])
})
