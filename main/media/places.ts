import { isUtf8 } from 'node:buffer'
import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { mapInOrder, yieldToOthers } from './concurrency'
import { sentence } from '../../common/sentence'
import { explainReadError, systemErrorCode } from './readErrors'
import { refuse, refuseLinkLoop, type Refusal } from './refusal'

/** What a path leads to, links followed. Its real path has no links in it. */
export type Place =
  | { readonly kind: 'file' | 'folder'; readonly path: string; readonly realPath: string }
  | {
      readonly kind: 'refused'
      readonly path: string
      readonly realPath: string
      readonly refusal: Refusal
    }

/** A place in a folder, beside its name there. */
export interface NamedPlace {
  readonly baseName: string
  readonly place: Place
}

const linksAtATime = 8
const namesPerTurn = 1000

/** Finds out what a path leads to, without opening it: opening a pipe or a device may hang. */
export async function findPlace(path: string): Promise<Place> {
  try {
    const [stats, realPath] = [await stat(path), await realpath(path)]
    return placeOfKind(stats, path, realPath)
  } catch (error) {
    return refusedPlace(path, await refuseMissing(path, error))
  }
}

/**
 * Reads a folder in code-unit order of the paths that its names lead to: a folder is sorted as if
 * its name ended in `/`. Throws the system's error if it cannot be read.
 */
export async function readFolder(path: string, realPath: string): Promise<NamedPlace[]> {
  // Names as bytes: as text, one that is not UTF-8 would name a file that does not exist.
  const dirents = await readdir(path, { withFileTypes: true, encoding: 'buffer' })
  const findChild = (dirent: Dirent<Buffer>) => findNamedPlace(dirent, path, realPath)
  const children: NamedPlace[] = []
  for await (const child of mapInOrder(dirents, linksAtATime, findChild)) {
    if (children.push(child) % namesPerTurn === 0) await yieldToOthers()
  }
  return sortByPath(children)
}

async function findNamedPlace(
  dirent: Dirent<Buffer>,
  folderPath: string,
  folderRealPath: string,
): Promise<NamedPlace> {
  if (!isUtf8(dirent.name)) return placeWithoutPath(folderPath, dirent.name)
  const baseName = dirent.name.toString()
  const path = join(folderPath, baseName)
  if (dirent.isSymbolicLink()) return { baseName, place: await findPlace(path) }
  return { baseName, place: placeOfKind(dirent, path, join(folderRealPath, baseName)) }
}

function placeOfKind(kind: Stats | Dirent<Buffer>, path: string, realPath: string): Place {
  if (kind.isFile()) return { kind: 'file', path, realPath }
  if (kind.isDirectory()) return { kind: 'folder', path, realPath }
  return refusedPlace(path, refuse('unreadable', sentence('sentences.media.special')))
}

async function refuseMissing(path: string, error: unknown): Promise<Refusal> {
  if (systemErrorCode(error) === 'ELOOP') return refuseLinkLoop
  const isDangling = systemErrorCode(error) === 'ENOENT' && (await exists(path))
  if (!isDangling) return refuse('unreadable', explainReadError(error))
  return refuse('unreadable', sentence('sentences.media.danglingLink'))
}

/** Whether anything lies at a path, be it a link to nothing. */
export function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** JavaScript's paths are text, so a name that is no text cannot be part of one. */
function placeWithoutPath(folderPath: string, name: Buffer): NamedPlace {
  const baseName = name.toString('latin1').replace(/[^\x20-\x7e]/g, escapeByte)
  const refusal = refuse('unreadable', sentence('sentences.media.noUnicode'))
  return { baseName, place: refusedPlace(join(folderPath, baseName), refusal) }
}

function escapeByte(byte: string): string {
  return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`
}

function refusedPlace(path: string, refusal: Refusal): Place {
  return { kind: 'refused', path, realPath: path, refusal }
}

function sortByPath(places: readonly NamedPlace[]): NamedPlace[] {
  const keyed = places.map((named) => ({ named, key: sortKey(named) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ named }) => named)
}

function sortKey({ baseName, place }: NamedPlace): string {
  return place.kind === 'folder' ? `${baseName}/` : baseName
}
