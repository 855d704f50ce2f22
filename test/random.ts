import { crc32 } from 'node:zlib'

/** Numbers from 0 up to 1, the same for the same seed on every machine. */
export function randomNumbers(seed: number): () => number {
  const next = mulberry32(seed)
  return () => next() / 2 ** 32
}

/** A whole number from 0 up to, not including, a limit. */
export type RandomBelow = (below: number) => number

/** The same whole numbers for the same seed and name. */
export function randomBelow(seed: number, name: string): RandomBelow {
  const next = mulberry32(crc32(name) ^ seed)
  return (below) => next() % below
}

/** Whole numbers of 32 bits, by Tommy Ettinger's Mulberry32. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
