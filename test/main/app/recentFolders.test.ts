import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withFoldersOf } from '../../../main/app/recentFolders'
import { temporaryFolder } from '../library/libraryFolder'

function makePaths() {
  const root = temporaryFolder()
  const [one, two] = [join(root, 'one'), join(root, 'two')]
  mkdirSync(one)
  mkdirSync(two)
  for (const name of ['a.jpg', 'b.jpg']) writeFileSync(join(one, name), '')
  return { root, one, two }
}

it('remembers a folder, and of files the folder they lie in, once', async () => {
  const { one, two } = makePaths()
  const added = [join(one, 'a.jpg'), join(one, 'b.jpg'), two]
  expect(await withFoldersOf(added, [])).toEqual([one, two])
})

it('puts what was added last first, and forgets the eleventh', async () => {
  const { one, two } = makePaths()
  const before = [two, one, ...Array.from({ length: 8 }, (_, index) => `/before/${index}`)]
  expect(await withFoldersOf([one], before)).toEqual([one, two, ...before.slice(2)])
  expect(await withFoldersOf(['/'], before)).toEqual(['/', ...before.slice(0, 9)])
})

it('forgets nothing for a path that leads nowhere', async () => {
  const { root, one } = makePaths()
  expect(await withFoldersOf([join(root, 'gone')], [one])).toEqual([one])
})
