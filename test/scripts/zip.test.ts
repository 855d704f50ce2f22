import { zipSync } from 'fflate'
import { lstatSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { extractZipEntry, readZipDirectory } from '../../scripts/electron/zip.mjs'
import { temporaryFolder } from './temporaryFolder'

const folder = temporaryFolder()
const UNIX = 3
const bytes = (text: string) => new TextEncoder().encode(text)
const mode = (value: number) => ({ os: UNIX, attrs: value * 0x10000 })

it.skipIf(process.platform === 'win32')(
  'files keep their content and permissions, and symbolic links stay links',
  async () => {
    const zipFile = join(folder, 'runtime.zip')
    writeFileSync(
      zipFile,
      zipSync({
        'app/run': [bytes('#!/bin/sh\n'.repeat(1000)), mode(0o100755)],
        'app/data.pak': [bytes('data'), { ...mode(0o100644), level: 0 }],
        'app/empty': [bytes(''), mode(0o100644)],
        'app/lib.so': [bytes('lib.so.1'), { ...mode(0o120777), level: 0 }],
      }),
    )
    for (const entry of await readZipDirectory(zipFile)) {
      await extractZipEntry(zipFile, entry, join(folder, 'out', entry.name))
    }
    const out = (name: string) => join(folder, 'out/app', name)
    expect({
      run: readFileSync(out('run'), 'utf8').length,
      runMode: lstatSync(out('run')).mode & 0o777,
      data: readFileSync(out('data.pak'), 'utf8'),
      dataMode: lstatSync(out('data.pak')).mode & 0o777,
      empty: lstatSync(out('empty')).size,
      link: readlinkSync(out('lib.so')),
    }).toEqual({
      run: 10_000,
      runMode: 0o755,
      data: 'data',
      dataMode: 0o644,
      empty: 0,
      link: 'lib.so.1',
    })
  },
)

it('a zip that was cut off is refused', async () => {
  const zipFile = join(folder, 'half.zip')
  writeFileSync(zipFile, zipSync({ a: bytes('data') }).subarray(0, 40))
  await expect(readZipDirectory(zipFile)).rejects.toThrow('half.zip is not a complete zip file')
})

it('an entry that points outside of its folder is refused', async () => {
  const zipFile = join(folder, 'evil.zip')
  writeFileSync(zipFile, zipSync({ '../evil': bytes('data') }))
  await expect(readZipDirectory(zipFile)).rejects.toThrow('points outside of its folder: ../evil')
})
