import { isAbsolute, relative, sep } from 'node:path'

/** Whether a path is a folder or leads into it. Both are absolute, and their links resolved. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
