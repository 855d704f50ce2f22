import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

export interface C3d {
  readonly header: Readonly<Record<string, number>>
  readonly parameters: Readonly<Record<string, Record<string, unknown>>>
  /** x, y, z and residual of each marker. */
  readonly frames: readonly (readonly (readonly number[])[])[]
}

/** A C3D file as a reader in another language understands it: see readC3d.py. */
export function readC3d(path: string): C3d {
  const command = process.platform === 'win32' ? 'python' : 'python3'
  const script = resolve('test/main/export/readC3d.py')
  const output = execFileSync(command, [script, path], { maxBuffer: 2 ** 30 })
  return JSON.parse(output.toString()) as C3d
}
