import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, resolve } from 'node:path'
import { isInside } from '../../media/isInside'
import { RefusedRequest } from '../refusedRequest'

export interface AllowedPath {
  /** Without links. */
  readonly realPath: string
  /** Real paths of the folders that nothing may lead out of. */
  readonly within: readonly string[]
}

/**
 * Finds out where a path really leads. Throws `RefusedRequest` where that is outside the folders
 * that somebody has allowed; of what lies there, not even whether it exists is told.
 */
export async function findAllowed(
  path: string,
  allowedFolders: readonly string[],
): Promise<AllowedPath> {
  if (allowedFolders.length === 0) throw new RefusedRequest(403, noneAllowed)
  if (!isAbsolute(path)) {
    throw new RefusedRequest(400, 'The path must be absolute: it begins at the root of the disk.')
  }
  const within = await realPathsOf(allowedFolders)
  const { realPath, isThere } = await nearest(resolve(path))
  if (!within.some((folder) => isInside(realPath, folder))) {
    throw new RefusedRequest(403, `The path is in none of the allowed folders. ${howToAllow}`)
  }
  if (!isThere) throw new RefusedRequest(404, `There is no file or folder ${path}.`)
  return { realPath, within }
}

const howToAllow =
  'Allow its folder under Service in the window, or with --allow on the command line.'

const noneAllowed = `No folder is allowed yet: send the file itself, or allow one. ${howToAllow}`

/** Of a path, or of the folder nearest to it that exists. */
async function nearest(path: string): Promise<{ realPath: string; isThere: boolean }> {
  try {
    return { realPath: await realpath(path), isThere: true }
  } catch {
    const folder = dirname(path)
    if (folder === path) return { realPath: path, isThere: false }
    const { realPath } = await nearest(folder)
    return { realPath, isThere: false }
  }
}

/** A folder that is not there, such as one of a disk that is not plugged in, allows nothing. */
async function realPathsOf(folders: readonly string[]): Promise<string[]> {
  const paths = await Promise.all(folders.map((folder) => realpath(folder).catch(() => null)))
  return paths.filter((path) => path !== null)
}
