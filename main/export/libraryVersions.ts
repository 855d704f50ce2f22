import { version as duckDbVersion } from '@duckdb/node-api'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Versions of the libraries that landmarks go through on their way into a file. */
export async function readLibraryVersions(): Promise<Record<string, string>> {
  return {
    '@mediapipe/tasks-vision': await readPackageVersion('@mediapipe/tasks-vision'),
    duckdb: duckDbVersion().replace(/^v/, ''),
  }
}

/** For packages whose main file lies beside their package.json. */
async function readPackageVersion(name: string): Promise<string> {
  const mainFile = createRequire(import.meta.url).resolve(name)
  const text = await readFile(join(dirname(mainFile), 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
