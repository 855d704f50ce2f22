import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own that a test may fill. */
export interface SmallDisk extends Disposable {
  readonly folder: string
  /** Fills it anew, until so many bytes are free. */
  leaveFree(bytes: number): void
  /** Takes away what has filled it. */
  empty(): void
}

/** Why no disk can be mounted here; undefined where it can. */
export const noSmallDisks = findObstacle()

/** Follows the name of what is tested with one. */
export const skipNote = noSmallDisks === undefined ? '' : ` (skipped: ${noSmallDisks})`

/** Mounts a disk of this size, which lies in memory. Disposing unmounts it. */
export function mountSmallDisk(sizeBytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'studio-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', folder])
  const filler = join(folder, 'filler')
  return {
    folder,
    leaveFree(bytes) {
      rmSync(filler, { force: true })
      fill(filler, freeBytes(folder) - bytes)
    },
    empty: () => rmSync(filler, { force: true }),
    [Symbol.dispose]() {
      // What a process that was killed still has open must not keep the test from its end.
      execFileSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Writes a file of so many bytes: one that is only made long would take no space. */
function fill(path: string, bytes: number): void {
  const block = Buffer.alloc(65_536, 1)
  const file = openSync(path, 'w')
  try {
    for (let left = bytes; left > 0; left -= block.length) {
      writeSync(file, block, 0, Math.min(left, block.length))
    }
  } finally {
    closeSync(file)
  }
}

function findObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'disks in memory are mounted on Linux only'
  if (process.getuid?.() !== 0) return 'only root may mount a disk'
  try {
    mountSmallDisk(1_000_000)[Symbol.dispose]()
    return undefined
  } catch {
    return 'this system lets nobody mount a disk'
  }
}
