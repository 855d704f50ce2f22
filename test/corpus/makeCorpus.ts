import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { changingFiles } from './changing'
import { blanks, cuts, randomDamage } from './cuts'
import { goodFiles } from './goodFiles'
import { names } from './names'
import { photos } from './photos'
import { randomBelow } from '../random'
import { specialFiles } from './specialFiles'
import type { Specimen } from './specimen'
import { videos } from './videos'

/** A specimen that lies in the corpus. */
export interface Placed extends Specimen {
  /** Path from the corpus folder, with `/`, as a batch lists it. */
  readonly name: string
  readonly path: string
}

const folders = 12

/**
 * Writes some four hundred files of some fifty kinds into an existing folder, good ones strewn
 * among bad ones over a dozen folders inside. The same seed gives the same bytes and places.
 */
export async function makeCorpus(folder: string, seed: number): Promise<Placed[]> {
  const placed = specimens(seed).map((specimen) => place(specimen, folder, seed))
  for (const { path } of placed) await mkdir(dirname(path), { recursive: true })
  for (const specimen of placed) await specimen.write(specimen.path)
  return placed
}

function specimens(seed: number): Specimen[] {
  return [
    ...goodFiles(),
    ...cuts(),
    ...blanks(seed),
    ...randomDamage(seed),
    ...photos(),
    ...videos(),
    ...names(),
    ...specialFiles(),
    ...changingFiles(),
  ]
}

function place(specimen: Specimen, folder: string, seed: number): Placed {
  const number = randomBelow(seed, `${specimen.kind}/${specimen.name}`)(folders)
  const name = `${String(number).padStart(2, '0')}/${specimen.name}`
  return { ...specimen, name, path: join(folder, name) }
}
