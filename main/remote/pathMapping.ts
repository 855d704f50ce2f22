import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { sentence, SentenceError } from '../../common/sentence'
import { isInside } from '../media/isInside'

/** A folder as the submitting machine names it, and the same folder on this machine. */
export interface PathMapping {
  readonly theirs: string
  readonly ours: string
}

/** Reads `/there=/here`; undefined if it is not of that form. */
export function readPathMapping(text: string): PathMapping | undefined {
  const [, theirs, ours] = /^([^=]+)=([^=]+)$/.exec(text) ?? []
  return theirs !== undefined && ours !== undefined ? { theirs, ours } : undefined
}

/**
 * Finds a file of another machine on this one; undefined if no mapping leads to one.
 *
 * @throws with a sentence for people if a mapping leads out of its folder: by `..`, or by a link.
 */
export async function findMapped(
  path: string,
  mappings: readonly PathMapping[],
): Promise<string | undefined> {
  for (const { theirs, ours } of mappings) {
    const below = partsBelow(path, theirs)
    if (below === undefined) continue
    const found = await realpath(join(ours, ...below)).catch(() => undefined)
    if (found === undefined) continue
    const folder = await realpath(ours)
    if (found !== folder && isInside(found, folder)) return found
    throw new SentenceError(sentence('sentences.remote.leadsOut', { path, folder: theirs }))
  }
  return undefined
}

/** The steps from a folder to a path in it, whichever slashes its machine uses. */
function partsBelow(path: string, folder: string): string[] | undefined {
  const [steps, above] = [stepsOf(path), stepsOf(folder)]
  const isBelow = steps.length > above.length && above.every((step, at) => step === steps[at])
  return isBelow ? steps.slice(above.length) : undefined
}

function stepsOf(path: string): string[] {
  // Only a path with a drive or a share comes from Windows: elsewhere \ is part of a name.
  const separator = /^([A-Za-z]:|\\\\)/.test(path) ? /[\\/]+/ : /\/+/
  return path.split(separator).filter((step) => step !== '')
}
