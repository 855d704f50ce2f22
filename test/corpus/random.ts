import { crc32 } from 'node:zlib'

/** A whole number from 0 up to, not including, a limit. */
export type Random = (below: number) => number

/** The same numbers for the same seed and name, on every machine (mulberry32). */
export function createRandom(seed: number, name: string): Random {
  let state = (crc32(name) ^ seed) >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
