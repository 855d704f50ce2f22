import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkReadable, openFile } from '../../../main/worker/fileErrors'
import { makeFolder } from '../../app/folders'

const folder = makeFolder('files')

describe('opening a file', () => {
  it('gives what can be read', async () => {
    const path = join(folder, 'words.txt')
    await writeFile(path, 'words')
    const handle = await openFile(path)
    expect(await handle.readFile('utf8')).toBe('words')
    await handle.close()
  })

  it('says that a file is gone', async () => {
    await expect(checkReadable(join(folder, 'gone.jpg'))).rejects.toThrow(
      'gone.jpg cannot be opened: it is no longer where it was.',
    )
  })

  it('says that a folder has taken its place', async () => {
    const path = join(folder, 'folder.jpg')
    await mkdir(path)
    await expect(openFile(path)).rejects.toThrow('folder.jpg cannot be opened: it is a folder.')
  })

  it.skipIf(process.platform === 'win32')('never waits for a pipe or reads a device', async () => {
    const [pipe, device] = [join(folder, 'pipe.jpg'), join(folder, 'device.jpg')]
    execFileSync('mkfifo', [pipe])
    symlinkSync('/dev/zero', device)
    const reason = 'cannot be opened: it is a pipe, socket or device, not a file.'
    await expect(openFile(pipe)).rejects.toThrow(`pipe.jpg ${reason}`)
    await expect(checkReadable(device)).rejects.toThrow(`device.jpg ${reason}`)
  })
})
