import { basename, resolve, sep } from 'node:path'
import { sentence } from '../../common/sentence'
import { mapInOrder } from './concurrency'
import { formatOfName } from './formats'
import { isHiddenName } from './hiddenNames'
import { isInside } from './isInside'
import { findPlace, readFolder, type NamedPlace, type Place } from './places'
import { explainReadError } from './readErrors'
import { refuse, refuseLinkLoop, type Refusal } from './refusal'

/** A file that a walk has come upon, or a place where it could not go on. */
export interface WalkedFile {
  readonly path: string
  /** Path from the added folder, with `/`; the base name of an added file. */
  readonly name: string
  /** Null for a file that remains to be looked into. */
  readonly refusal: Refusal | null
}

export interface WalkOptions {
  readonly includeSubfolders: boolean
  readonly signal?: AbortSignal | undefined
  /** Real paths of folders that no link may lead out of; undefined where everything may be read. */
  readonly within?: readonly string[] | undefined
}

/** A place on the way of the walk. */
interface Step {
  readonly place: Place
  readonly baseName: string
  /** What the names of a folder's files begin with: empty, or ends in `/`. */
  readonly namePrefix: string
  /** Real path of the folder it was found in; null for one that was added by itself. */
  readonly parentRealPath: string | null
}

const pathsAtATime = 8

/**
 * Walks through files and folders in the order in which they were added, each folder in code-unit
 * order of its files' names. What is reached twice, by overlapping folders or by links, comes once.
 * Throws the signal's reason when aborted; whatever else goes wrong becomes a refused file.
 */
export async function* walk(
  paths: readonly string[],
  options: WalkOptions,
): AsyncGenerator<WalkedFile> {
  const seen = new Set<string>()
  for await (const added of mapInOrder(paths, pathsAtATime, firstStep)) {
    yield* walkFrom(added, options, seen)
  }
}

async function firstStep(path: string): Promise<Step> {
  const place = await findPlace(resolve(path))
  return { place, baseName: basename(place.path), namePrefix: '', parentRealPath: null }
}

async function* walkFrom(
  start: Step,
  options: WalkOptions,
  seen: Set<string>,
): AsyncGenerator<WalkedFile> {
  const ahead = [start]
  for (let step = ahead.pop(); step; step = ahead.pop()) {
    options.signal?.throwIfAborted()
    if (!isFirstVisit(step, seen)) {
      if (leadsBack(step)) yield walkedFile(step, refuseLinkLoop)
      continue
    }
    const found = isWithin(step.place, options) ? lookAt(step) : walkedFile(step, refuseOutside)
    if (found) yield found
    else if (step.parentRealPath === null || options.includeSubfolders) {
      for (const next of yield* readSteps(step)) ahead.push(next)
    }
  }
}

function isWithin({ realPath }: Place, { within }: WalkOptions): boolean {
  return within === undefined || within.some((folder) => isInside(realPath, folder))
}

/** What there is to say of a place; undefined for a folder to be entered. */
function lookAt(step: Step): WalkedFile | undefined {
  const { place, baseName, parentRealPath } = step
  const isAdded = parentRealPath === null
  if (!isAdded && isHiddenName(baseName)) return walkedFile(step, refuseHidden(place))
  if (place.kind === 'refused') return walkedFile(step, place.refusal)
  if (place.kind === 'file') return walkedFile(step, null)
  const isNamedLikeMedia = !isAdded && formatOfName(baseName) !== null
  return isNamedLikeMedia ? walkedFile(step, refuseFolder) : undefined
}

/** Steps to what lies in a folder, the last one first; none if it cannot be read. */
async function* readSteps(folder: Step): AsyncGenerator<WalkedFile, Step[]> {
  try {
    const { path, realPath } = folder.place
    const children = await readFolder(path, realPath)
    return children.reverse().map((child) => stepInto(folder, child))
  } catch (error) {
    yield walkedFile(folder, refuse('unreadable', explainReadError(error)))
    return []
  }
}

function stepInto(folder: Step, { baseName, place }: NamedPlace): Step {
  const isAdded = folder.parentRealPath === null
  const namePrefix = isAdded ? '' : `${folder.namePrefix}${folder.baseName}/`
  return { place, baseName, namePrefix, parentRealPath: folder.place.realPath }
}

/**
 * One file may come once for each format that its names promise: a link of the wrong name must not
 * stand in for the file itself.
 */
function isFirstVisit(step: Step, seen: Set<string>): boolean {
  const key = `${step.place.realPath}\n${roleOf(step)}`
  const sizeBefore = seen.size
  return seen.add(key).size > sizeBefore
}

function roleOf({ place, baseName, parentRealPath }: Step): string {
  if (parentRealPath !== null && isHiddenName(baseName)) return 'hidden'
  return place.kind === 'file' ? (formatOfName(baseName) ?? 'unsupported') : place.kind
}

/** Whether a folder holds the link that leads to it. */
function leadsBack({ place, parentRealPath }: Step): boolean {
  if (place.kind !== 'folder' || parentRealPath === null) return false
  return `${parentRealPath}${sep}`.startsWith(`${place.realPath}${sep}`)
}

function walkedFile({ place, namePrefix, baseName }: Step, refusal: Refusal | null): WalkedFile {
  return { path: place.path, name: namePrefix + baseName, refusal }
}

function refuseHidden(place: Place): Refusal {
  const isFolder = place.kind === 'folder'
  return refuse(
    'hidden',
    sentence(isFolder ? 'sentences.media.hiddenFolder' : 'sentences.media.hiddenFile'),
  )
}

const refuseOutside = refuse('unreadable', sentence('sentences.media.outside'))

/** A folder with the name of a photo or video. */
const refuseFolder = refuse('unreadable', sentence('sentences.media.folder'))
