import { stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { modelFileNames, modelPlaces, type ModelFolders } from '../models'

export interface ServedFolders {
  /** The built page; all of it is served. */
  readonly page: string
  /** MediaPipe's WebAssembly, served under `/wasm/`. */
  readonly wasm: string
  /** Model bundles, served under `/models/`. */
  readonly models: ModelFolders
}

/**
 * The file that a path of the app's address leads to, undefined if there is none. Nothing outside
 * of the folders is ever found. Throws if the path is not well encoded.
 */
export async function findServedFile(
  urlPath: string,
  folders: ServedFolders,
): Promise<string | undefined> {
  for (const path of placesOf(decodeURIComponent(urlPath), folders)) {
    if (await isFile(path)) return path
  }
  return undefined
}

/** Types that must be right: with `nosniff` nothing else is compiled or run. */
export function contentTypeOf(path: string): string | undefined {
  return contentTypes.get(extname(path))
}

const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.js', 'text/javascript'],
  ['.wasm', 'application/wasm'],
  ['.task', 'application/octet-stream'],
])

const wasmFileName = /^\w+\.(js|wasm)$/

/** Where the file may lie, the place that wins first. */
function placesOf(path: string, { page, wasm, models }: ServedFolders): readonly string[] {
  const [, folder, name = ''] = /^\/(wasm|models)\/(.*)$/s.exec(path) ?? []
  if (folder === 'wasm') return wasmFileName.test(name) ? [join(wasm, name)] : []
  if (folder === 'models') {
    return modelFileNames.has(name) ? modelPlaces(name, models).map(({ path }) => path) : []
  }
  const pagePath = normalize(join(page, path))
  return pagePath.startsWith(page + sep) ? [pagePath] : []
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  )
}
