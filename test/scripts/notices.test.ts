import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { thirdPartyNotices } from '../../scripts/notices.mjs'
import { isCompatible, licenceOf } from '../../scripts/notices/licences.mjs'
import { shippedPackages } from '../../scripts/notices/shippedPackages.mjs'

it('the notices name what the app ships, each with licence and text, the same every time', async () => {
  const { text } = await thirdPartyNotices(resolve('.'))
  const parts = text.split(`${'='.repeat(80)}\n`).slice(1)
  const names = parts.map((part) => part.split('\n')[0]?.replace(/ [^ ]+$/, ''))
  expect(names).toEqual(
    expect.arrayContaining([
      '@mediapipe/holistic',
      '@mediapipe/tasks-vision',
      '@vladmandic/face-api',
      'FFmpeg',
      'electron',
      'electron-store',
      'mediabunny',
      'pinia',
      'vue',
    ]),
  )
  expect(names).not.toContain('vitest')
  expect(parts.filter((part) => part.length < 200)).toEqual([])
  expect((await thirdPartyNotices(resolve('.'))).text).toBe(text)
})

it('what the app loads and what is built in ships, with what that needs; what is never loaded does not', () => {
  const packages = {
    '': { dependencies: { zod: '^4.0.0' } },
    'node_modules/zod': { version: '4.0.0', optionalDependencies: { radio: '1.0.0' } },
    'node_modules/radio': { version: '1.0.0', dependencies: { waves: '1.0.0' } },
    'node_modules/waves': { version: '1.0.0' },
    'node_modules/vitest': { version: '4.0.0', dev: true },
    'node_modules/vue': { version: '3.0.0', dev: true, dependencies: { shared: '^3.0.0' } },
    'node_modules/shared': { version: '1.0.0', dev: true },
    'node_modules/vue/node_modules/shared': { version: '3.0.0', dev: true },
  }
  expect(shippedPackages({ packages }, ['vue'], ['radio'])).toEqual([
    'node_modules/vue',
    'node_modules/vue/node_modules/shared',
    'node_modules/zod',
  ])
})

it('a choice of licences is fine if one of them is, a sum only if all are', () => {
  expect({
    choice: isCompatible('(MIT OR SSPL-1.0)'),
    sum: isCompatible('MIT AND SSPL-1.0'),
    unknown: isCompatible('CC-BY-NC-4.0'),
  }).toEqual({ choice: true, sum: false, unknown: false })
})

it('a package without a licence, or under one that ours does not allow, is refused by name', () => {
  expect(() => licenceOf({ name: 'mystery', version: '1.0.0' })).toThrow(
    'The package mystery 1.0.0 names no licence.',
  )
  expect(() => licenceOf({ name: 'closed', version: '2.0.0', license: 'SSPL-1.0' })).toThrow(
    'The package closed 2.0.0 is under SSPL-1.0, which is not known to be compatible with GPL-3.0-or-later.',
  )
})
