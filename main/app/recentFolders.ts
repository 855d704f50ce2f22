import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

const mostKept = 10

/** Thousands of files may be dropped at once, and most of them lie in the same folder. */
const mostLookedAt = 100

/**
 * The folders that somebody has added files from, the newest first.
 *
 * @param added files and folders that were just added.
 * @param before the folders until now.
 */
export async function withFoldersOf(
  added: readonly string[],
  before: readonly string[],
): Promise<string[]> {
  const folders = await Promise.all(added.slice(0, mostLookedAt).map(folderOf))
  return [...new Set([...folders.flat(), ...before])].slice(0, mostKept)
}

/** None of a path that leads nowhere. */
async function folderOf(path: string): Promise<string[]> {
  const stats = await stat(path).catch(() => undefined)
  if (stats === undefined) return []
  return [stats.isDirectory() ? path : dirname(path)]
}
