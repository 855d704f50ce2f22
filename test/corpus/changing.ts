import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { mediaSources } from './sources'
import { file, type Fate, type Specimen } from './specimen'

type When = 'queued' | 'running'
type Apply = (path: string) => void
type Extension = keyof typeof mediaSources

/** Good files to which something happens after they were found. */
export function changingFiles(): Specimen[] {
  return [
    ...each('vanishing while queued', 'failed', 'queued', rmSync, ['jpg', 'png', 'mp4', 'mkv']),
    ...each('emptied while queued', 'failed', 'queued', (path) => truncateSync(path, 0)),
    ...each('cut while queued', 'anyhow', 'queued', halve),
    ...each('replaced while queued', 'failed', 'queued', replaceBy(replaceByFolder)),
    ...(process.platform === 'win32' ? [] : specialReplacements),
    ...each('vanishing while read', 'anyhow', 'running', rmSync),
    ...each('cut while read', 'anyhow', 'running', halve),
    ...each('overwritten while read', 'anyhow', 'running', overwrite),
  ]
}

const specialReplacements = [
  ...each('replaced by a pipe', 'failed', 'queued', replaceBy(replaceByPipe)),
  ...each('replaced by a device', 'failed', 'queued', replaceBy(replaceByDevice)),
]

function each(
  kind: string,
  fate: Fate,
  when: When,
  apply: Apply,
  extensions: readonly Extension[] = ['jpg', 'mp4', 'webm'],
): Specimen[] {
  return extensions.map((extension) => ({
    ...file(kind, `${kind}.${extension}`, fate, mediaSources[extension]),
    change: { when, apply },
  }))
}

function replaceBy(make: Apply): Apply {
  return (path) => {
    rmSync(path)
    make(path)
  }
}

function replaceByFolder(path: string): void {
  mkdirSync(path)
}

function replaceByPipe(path: string): void {
  execFileSync('mkfifo', [path])
}

function replaceByDevice(path: string): void {
  symlinkSync('/dev/zero', path)
}

function halve(path: string): void {
  truncateSync(path, 3000)
}

function overwrite(path: string): void {
  writeFileSync(path, Buffer.alloc(5000, 'overwritten'))
}
