import type { RandomBelow } from '../random'
import { numbered, cutAtEachTenth, damaged, file, type Specimen } from './specimen'
import { fragmentedVideo, liveRecording } from './videoBytes'
import { mediaExtensions, mediaSources, photoExtensions, videoExtensions } from './sources'

/** Files that lost their end, as after an interrupted copy, or something on the way. */
export function cuts(): Specimen[] {
  return [
    ...mediaExtensions.flatMap((extension) =>
      cutAtEachTenth(`cut ${extension}`, `whole.${extension}`, 'refused', mediaSources[extension]),
    ),
    ...cutAtEachTenth('cut fragmented video', 'fragmented.mp4', 'anyhow', fragmentedVideo),
    ...cutAtEachTenth('cut live recording', 'live recording.webm', 'anyhow', liveRecording),
  ]
}

/** Files without content, of nothing but zeros, or of noise. */
export function blanks(seed: number): Specimen[] {
  const noise = { name: 'noise', content: () => Buffer.alloc(6000) }
  return [
    ...mediaExtensions.map((extension) =>
      file('zero bytes', `empty.${extension}`, 'refused', () => Buffer.alloc(0)),
    ),
    ...mediaExtensions.map((extension) =>
      file('nothing but zeros', `zeros.${extension}`, 'refused', () => Buffer.alloc(9000)),
    ),
    ...mediaExtensions.flatMap((extension) =>
      damaged('noise', [`noise.${extension}`], seed, noise.content, (bytes, random) => {
        for (let index = 0; index < bytes.length; index++) bytes[index] = random(256)
      }),
    ),
  ]
}

/** Files with a few bits turned over, or a whole sector lost, at random places. */
export function randomDamage(seed: number): Specimen[] {
  return [
    ...photoExtensions.flatMap((extension) => damageOf('photo', extension, seed)),
    ...videoExtensions.flatMap((extension) => damageOf('video', extension, seed)),
  ]
}

function damageOf(medium: string, extension: keyof typeof mediaSources, seed: number): Specimen[] {
  const source = mediaSources[extension]
  const flipped = numbered(8, 'flipped', extension)
  const lost = [`lost sector.${extension}`]
  return [
    ...damaged(`bit flips in ${extension}`, flipped, seed, source, (bytes, random) =>
      flipBits(bytes, random, 12),
    ),
    ...damaged(`lost sector in a ${medium}`, lost, seed, source, loseSector),
  ]
}

function flipBits(bytes: Buffer, random: RandomBelow, count: number): void {
  for (let flip = 0; flip < count; flip++) {
    const index = random(bytes.length)
    bytes[index] = bytes[index]! ^ (1 << random(8))
  }
}

function loseSector(bytes: Buffer, random: RandomBelow): void {
  const sector = Math.min(512, Math.floor(bytes.length / 4))
  const start = random(bytes.length - sector)
  bytes.fill(0, start, start + sector)
}
