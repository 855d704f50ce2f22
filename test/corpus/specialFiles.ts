import { execFile } from 'node:child_process'
import { chmod, open, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { photoSources } from './sources'
import { file, type Specimen } from './specimen'

const run = promisify(execFile)
const isSuperuser = process.getuid?.() === 0

/** What is no file though it is named like one, and files that may not be read. */
export function specialFiles(): Specimen[] {
  if (process.platform === 'win32') return [hugePhoto]
  return [hugePhoto, ...pipes, ...sockets, ...devices, ...links, ...forbidden]
}

/** 3 GiB that take no room on the disk. */
const hugePhoto: Specimen = {
  kind: 'huge file',
  name: 'huge.jpg',
  fate: 'refused',
  write: async (path) => {
    await writeFile(path, await photoSources.jpg())
    await using handle = await open(path, 'r+')
    await handle.truncate(3 * 1024 ** 3)
  },
}

const pipes = ['pipe.jpg', 'pipe.mp4', 'pipe.png'].map((name) =>
  refused('pipe', name, (path) => run('mkfifo', [path])),
)

const sockets = ['socket.jpg', 'socket.mov'].map((name) =>
  refused('socket', name, (path) => listenAt(path)),
)

const devices = [
  refused('device', 'zero.jpg', (path) => symlink('/dev/zero', path)),
  refused('device', 'random.mp4', (path) => symlink('/dev/urandom', path)),
  refused('device', 'terminal.png', (path) => symlink('/dev/tty', path)),
]

const links = [
  refused('link to nothing', 'dangling.jpg', (path) => symlink('nowhere.jpg', path)),
  refused('link to nothing', 'dangling.mp4', (path) => symlink('/nowhere/at all.mp4', path)),
  refused('link that leads back', 'itself.jpg', (path) => symlink(basename(path), path)),
  refused('link that leads back', 'to its folder', (path) => symlink('.', path)),
]

/** The superuser may read everything: for that one they are photos like others. */
const forbidden = ['forbidden.jpg', 'forbidden too.jpg'].map((name): Specimen => {
  const photo = file('unreadable', name, isSuperuser ? 'done' : 'refused', photoSources.jpg)
  const write = async (path: string) => {
    await photo.write(path)
    await chmod(path, 0)
  }
  return { ...photo, write }
})

function refused(kind: string, name: string, write: Specimen['write']): Specimen {
  return { kind, name, fate: 'refused', write }
}

/** The socket stays as long as this process, which does not wait for it. */
function listenAt(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    createServer().unref().once('error', reject).listen(path, resolve)
  })
}
