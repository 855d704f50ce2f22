import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The parts of a package by what they are for; the first that fits has the file. */
const parts: readonly (readonly [part: string, files: RegExp])[] = [
  ['FFmpeg, in node-av', /node-av-/],
  ['DuckDB', /@duckdb/],
  ['Skia, in @napi-rs/canvas', /canvas-/],
  ['models', /^resources\/models/],
  ["MediaPipe's WebAssembly", /^resources\/wasm/],
  ['sample photo', /^resources\/sample/],
  ['the app and its packages', /^resources\/app\.asar/],
  ['notices and licences', /LICENSE|third-party-notices|sbom/],
  ['Electron', /./],
]

/** The bytes of each part of an unpacked package. */
export function sizesOfParts(folder: string): (readonly [part: string, bytes: number])[] {
  const sizes = new Map(parts.map(([part]) => [part, 0]))
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const [part] = parts.find(([, files]) => files.test(relative(folder, path)))!
    sizes.set(part, sizes.get(part)! + statSync(path).size)
  }
  return [...sizes]
}
